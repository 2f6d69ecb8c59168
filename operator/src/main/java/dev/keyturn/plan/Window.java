package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time that comes again and again.
 *
 * @param schedule when it begins
 * @param duration how long it lasts, as time passes
 */
public record Window(Kind kind, Cron schedule, Duration duration) {

    /** What a window does to what happens on schedule. */
    public enum Kind {
        /** Inside of one of them, if there are any. */
        Allow,
        /** Outside of all of them. */
        Deny
    }

    /** When it ends, where it covers the instant; one that begins again before it ends may last longer. */
    Optional<Instant> endAround(Instant instant) {
        return schedule.after(instant.minus(duration))
                .filter(begin -> !begin.isAfter(instant))
                .map(begin -> begin.plus(duration));
    }

    @Override
    public String toString() {
        return kind + " " + schedule + " " + DurationText.of(duration);
    }
}
