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
}
