package dev.keyturn.simulator;

import java.time.Duration;
import java.time.Instant;

/** How long after an effect the hub acts by it, and the lists show it. */
record Lateness(Duration hub, Duration lists) {
    static final Lateness NONE = new Lateness(Duration.ZERO, Duration.ZERO);

    /** When it is felt. What is not late is felt at once, even by a clock that was set back. */
    static Instant from(Instant effect, Duration late) {
        return late.isZero() ? Instant.MIN : effect.plus(late);
    }
}
