package dev.keyturn.plan;

import java.util.Objects;

/** Waits that more than one rule ends in. */
final class Waits {

    private Waits() {}

    static Step backingOff(Failures failures) {
        return new Step.Wait(
                Objects.requireNonNull(failures.retryAt()),
                Objects.requireNonNull(failures.reason()),
                failures.count() + (failures.count() == 1 ? " failure" : " failures in a row"));
    }

    /** A condemned key that is not to be revoked, or asked about, before its time. */
    static Step dying(Key key) {
        var until = Objects.requireNonNull(key.death().retryAt());
        return key.death().reason() == null
                ? new Step.Wait(until, Reason.Revoking, "the delay that forgives a deletion by mistake")
                : backingOff(key.death());
    }
}
