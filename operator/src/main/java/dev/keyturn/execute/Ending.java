package dev.keyturn.execute;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** That the process is told to end: who only waits does so no longer, who has something in hand brings it to its end. */
public final class Ending {

    private final CountDownLatch told = new CountDownLatch(1);

    /** From here on nobody waits. */
    public void tell() {
        told.countDown();
    }

    /** Blocks for so long; ends as an interruption where the process is told to end before that. */
    void pause(Duration duration) throws InterruptedException {
        if (told.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the process ends");
        }
    }
}
