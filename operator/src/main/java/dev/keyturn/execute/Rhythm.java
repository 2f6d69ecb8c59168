package dev.keyturn.execute;

import java.time.Duration;

/** How often something is looked at that nobody announces: at 10 s, slowing to 5 min. */
final class Rhythm {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Rhythm() {}

    /** The wait after so many looks in vain. */
    static Duration after(int looks) {
        var wait = FIRST.multipliedBy(1L << Math.min(looks, 5));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
