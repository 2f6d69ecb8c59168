package dev.keyturn.plan;

import java.time.Instant;
import java.util.Objects;

/** Waits that more than one rule ends in. */
final class Waits {

    private Waits() {}

    static Step backingOff(Failures failures) {
        return new Step.Wait(Objects.requireNonNull(failures.retryAt()), Words.known(failures), Words.of(failures));
    }

    /** What happens on schedule is due, and its window is not open. */
    static Step outsideWindow(Instant until) {
        return new Step.Wait(
                until,
                Reason.OutsideWindow,
                "a turn on schedule is due and outside its windows; it goes on at " + Words.at(until)
                        + ", or at once when it is asked for");
    }

    /** The time has come for a key that nothing but a Deny window keeps alive. */
    static Step.Wait outsideDeath(Key key, Instant until) {
        return new Step.Wait(
                until,
                Reason.OutsideWindow,
                "revision " + key.revision() + " does not die in a Deny window; this one is over at "
                        + Words.at(until));
    }

    static Step.Wait overlap(Key key, Instant until) {
        return new Step.Wait(
                until, Reason.Overlap, "revision " + key.revision() + " lives on until " + Words.at(until));
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
