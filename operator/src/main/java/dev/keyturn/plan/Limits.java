package dev.keyturn.plan;

import java.time.Duration;

/** What the operator's configuration allows and asks for, as far as rules depend on it. */
public record Limits(
        Duration shortestInterval,
        int keysPerDay,
        int emergencyKeysPerDay,
        Duration checkEvery,
        Duration overdueAfter,
        Duration deletionDelay,
        Duration sweepFor) {

    public static final Limits DEFAULTS = new Limits(
            Duration.ofHours(1),
            5,
            10,
            Duration.ofHours(24),
            Duration.ofDays(7),
            Duration.ofHours(1),
            Duration.ofHours(1));

    /** The same for an endpoint with a sweep of its own. */
    public Limits withSweepFor(Duration other) {
        return new Limits(
                shortestInterval, keysPerDay, emergencyKeysPerDay, checkEvery, overdueAfter, deletionDelay, other);
    }
}
