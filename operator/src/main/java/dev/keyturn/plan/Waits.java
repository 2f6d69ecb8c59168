package dev.keyturn.plan;

import java.util.Objects;

/** Waits that more than one rule ends in. */
final class Waits {

    private Waits() {}

    /** The reason may be one of a later version, which this one does not know. */
    static Step backingOff(Failures failures) {
        return new Step.Wait(
                Objects.requireNonNull(failures.retryAt()),
                Objects.requireNonNullElse(failures.reason(), Reason.BackingOff),
                failures.count() + (failures.count() == 1 ? " failure" : " failures in a row"));
    }

    /** A condemned key that is not to be revoked, or asked about, before its time. */
    static Step dying(Key key) {
        var until = Objects.requireNonNull(key.death().retryAt());
        return key.death().count() == 0
                ? new Step.Wait(until, Reason.Revoking, "the delay that forgives a deletion by mistake")
                : backingOff(key.death());
    }
}
