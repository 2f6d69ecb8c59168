package dev.keyturn.execute;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a thread waits that has something in hand, and so waits to the end; whoever has not waits by {@link Ending}. */
@FunctionalInterface
public interface Pause {

    /** Blocks for so long. */
    void take(Duration duration) throws InterruptedException;

    /** Real time; the threads are virtual, so that waiting costs nothing. */
    Pause REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
}
