package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;

/** The instant at which every row happens, and others by their distance from it. */
final class Times {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private Times() {}

    static Duration seconds(long number) {
        return Duration.ofSeconds(number);
    }

    static Duration minutes(long number) {
        return Duration.ofMinutes(number);
    }

    static Duration hours(long number) {
        return Duration.ofHours(number);
    }

    static Duration days(long number) {
        return Duration.ofDays(number);
    }

    static Instant ago(Duration distance) {
        return NOW.minus(distance);
    }

    static Instant in(Duration distance) {
        return NOW.plus(distance);
    }
}
