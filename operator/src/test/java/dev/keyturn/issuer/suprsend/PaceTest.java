package dev.keyturn.issuer.suprsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.keyturn.issuer.suprsend.Pace.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final MovedClock clock = new MovedClock();

    @Test
    void nothingGoesThroughASilenceThatOutlastsTheCaller() throws InterruptedException {
        var pace = new Pace(100, clock);
        pace.silence(Duration.ofSeconds(30));

        assertThat(pace.enter(Lane.QUEUE, LONG)).contains(Duration.ofSeconds(30));
        assertThat(pace.enter(Lane.AHEAD, LONG)).contains(Duration.ofSeconds(30));
        clock.move(Duration.ofSeconds(9));
        assertThat(pace.enter(Lane.AHEAD, LONG)).contains(Duration.ofSeconds(21));
        clock.move(Duration.ofSeconds(21));
        assertThat(pace.enter(Lane.AHEAD, LONG)).isEmpty();
    }

    @Test
    void aShorterSilenceIsWaitedOut() throws InterruptedException {
        var pace = new Pace(100, InstantSource.system());
        var begun = System.nanoTime();
        pace.silence(Duration.ofMillis(150));

        assertThat(pace.enter(Lane.AHEAD, LONG)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void aLaterAndShorterWishShortensNothing() throws InterruptedException {
        var pace = new Pace(100, clock);
        pace.silence(Duration.ofMinutes(30));
        pace.silence(Duration.ofSeconds(25));

        assertThat(pace.enter(Lane.QUEUE, LONG)).contains(Duration.ofMinutes(30));
    }

    @Test
    void aClockSetBackEndsASilence() throws InterruptedException {
        var pace = new Pace(100, clock);
        pace.silence(Duration.ofMinutes(30));
        clock.move(Duration.ofDays(-1));

        assertThat(pace.enter(Lane.QUEUE, LONG)).isEmpty();
    }

    @Test
    void aPermitThatWouldComeTooLateIsRefusedAtOnce() throws InterruptedException {
        var pace = new Pace(1, clock);
        assertThat(pace.enter(Lane.AHEAD, LONG)).isEmpty();

        for (var lane : Lane.values()) {
            // One that comes after a stall of a second finds a permit, and leaves none to the next.
            await(lane.name())
                    .until(() -> pace.enter(lane, Duration.ofMillis(10)), Optional.of(Pace.QUEUE_FULL)::equals);
        }
    }

    @Test
    void noMorePassThanTheRateAllows() throws InterruptedException {
        var pace = new Pace(20, clock);
        var begun = System.nanoTime();

        for (int each = 0; each < 30; each++) {
            assertThat(pace.enter(Lane.QUEUE, LONG)).isEmpty();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(490));
    }

    @Test
    void whatChangesSomethingGoesAheadOfAQueue() throws Exception {
        var pace = new Pace(2, clock);
        pace.enter(Lane.AHEAD, LONG);
        pace.enter(Lane.AHEAD, LONG);
        var passed = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < 30; each++) {
                var _ = threads.submit(() -> pace.enter(Lane.QUEUE, LONG).isEmpty() && passed.incrementAndGet() > 0);
            }
            await().until(() -> passed.get() > 0);

            assertThat(pace.enter(Lane.AHEAD, Duration.ofSeconds(5))).isEqualTo(Optional.empty());

            assertThat(passed.get()).isLessThan(15);
            threads.shutdownNow();
        }
    }

    @Test
    void whoLeavesGivesUpTheQueueAndStillChangesWhatIsToBeChanged() throws InterruptedException {
        var pace = new Pace(1, InstantSource.system());
        assertThat(pace.enter(Lane.AHEAD, LONG)).isEmpty();
        var waiting = new CountDownLatch(1);
        var ended = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            waiting.countDown();
            try {
                pace.enter(Lane.QUEUE, Duration.ofHours(1));
                pace.enter(Lane.QUEUE, Duration.ofHours(1));
                ended.complete(false);
            } catch (InterruptedException _) {
                ended.complete(true);
            }
        });
        waiting.await();

        pace.leave();

        assertThat(ended).succeedsWithin(LONG).isEqualTo(true);
        assertThatThrownBy(() -> pace.enter(Lane.QUEUE, LONG)).isInstanceOf(InterruptedException.class);
        assertThat(pace.enter(Lane.AHEAD, LONG)).isEmpty();
    }
}
