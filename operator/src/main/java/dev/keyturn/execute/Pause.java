package dev.keyturn.execute;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How a thread waits between two probes of one proof. */
@FunctionalInterface
public interface Pause {

    /** Blocks for so long. */
    void take(Duration duration) throws InterruptedException;

    /** Real time; the threads are virtual, so that waiting costs nothing. */
    Pause REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
}
