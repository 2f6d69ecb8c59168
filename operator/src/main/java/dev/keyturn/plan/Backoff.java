package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long to wait after failures: 10 s doubling to 15 min, with a jitter that depends on the attempt alone. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS_TO_LONGEST = 7;

    private Backoff() {}

    /**
     * Failures with one more of them.
     *
     * @param retryAfter the other side's own wish; it wins where it is given
     * @param identity what the jitter is made of, up to a fifth of the delay
     */
    static Failures after(Failures before, Reason reason, Optional<Duration> retryAfter, String identity, Instant now) {
        var delay = retryAfter.orElseGet(() -> jittered(doubled(before.count()), identity, before.count()));
        return before.more(reason, now, now.plus(delay));
    }

    private static Duration doubled(int failuresBefore) {
        var delay = FIRST.multipliedBy(1L << Math.min(failuresBefore, DOUBLINGS_TO_LONGEST));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    private static Duration jittered(Duration delay, String identity, int count) {
        return delay.plus(delay.multipliedBy(Math.floorMod((identity + count).hashCode(), 200))
                .dividedBy(1000));
    }
}
