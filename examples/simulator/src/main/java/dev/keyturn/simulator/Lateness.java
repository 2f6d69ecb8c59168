package dev.keyturn.simulator;

import java.time.Duration;

/** How long after an effect the hub acts by it, and the lists show it. */
record Lateness(Duration hub, Duration lists) {
    static final Lateness NONE = new Lateness(Duration.ZERO, Duration.ZERO);
}
