package dev.keyturn.reconcile;

import dev.keyturn.plan.Planner;
import java.time.Duration;
import java.time.Instant;

/** When the framework is to look again. */
final class Pace {

    /** A timer that is due already fires in a moment. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private Pace() {}

    /** The time until an instant, at least a moment; at most an hour, since the framework keeps long timers in a heap until they are due. */
    static Duration until(Instant wanted, Instant now) {
        var delay = Duration.between(now, wanted);
        if (delay.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return delay.compareTo(Planner.LONGEST_WAIT) > 0 ? Planner.LONGEST_WAIT : delay;
    }
}
