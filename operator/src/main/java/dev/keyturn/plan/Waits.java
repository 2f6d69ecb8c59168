package dev.keyturn.plan;

import java.util.Objects;

/** Waits that more than one rule ends in. */
final class Waits {

    private Waits() {}

    static Step backingOff(Failures failures) {
        return new Step.Wait(Objects.requireNonNull(failures.retryAt()), Words.known(failures), Words.of(failures));
    }

    /** A condemned key that is not to be revoked, or asked about, before its time. */
    static Step dying(Key key) {
        var until = Objects.requireNonNull(key.death().retryAt());
        return key.death().count() == 0
                ? new Step.Wait(
                        until,
                        Reason.Revoking,
                        "revision " + key.revision() + " is revoked at " + Words.at(until)
                                + ", after the delay that forgives a deletion by mistake")
                : new Step.Wait(until, Words.known(key.death()), Words.ofDeath(key));
    }
}
