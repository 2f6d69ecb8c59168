package dev.keyturn.issuer.suprsend;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** When an endpoint may be called: so many times a second, and not before it wishes to be. */
final class Pace {
    /** After so long a queue that was too long is worth another try. */
    static final Duration QUEUE_FULL = Duration.ofSeconds(10);

    /** Who goes first. */
    enum Lane {
        /** Calls that change something: their deadlines must not be spent behind a thousand probes. */
        AHEAD,
        /** All others, one after another. */
        QUEUE
    }

    private record Silence(Instant since, Instant until) {
        static final Silence NONE = new Silence(Instant.MIN, Instant.MIN);

        /** A clock that was set back ends a silence rather than stretching it. */
        Duration left(Instant now) {
            return now.isBefore(since) || !now.isBefore(until) ? Duration.ZERO : Duration.between(now, until);
        }
    }

    private final Bucket permits;
    private final Semaphore turn = new Semaphore(1, true);
    private final Set<Thread> queue = ConcurrentHashMap.newKeySet();
    private volatile boolean leaving;
    private final AtomicReference<Silence> silence = new AtomicReference<>(Silence.NONE);
    private final InstantSource time;

    Pace(int perSecond, InstantSource time) {
        this.time = time;
        permits = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }

    /** Nothing goes there for so long. */
    void silence(Duration wished) {
        var now = time.instant();
        var until = now.plus(wished);
        silence.updateAndGet(known -> known.left(now).compareTo(wished) >= 0 ? known : new Silence(now, until));
    }

    /**
     * Interrupts whoever waits in the queue, and whoever comes to it from here on: nobody will read what they would be answered. Calls
     * that change something still find their turn.
     */
    void leave() {
        leaving = true;
        queue.forEach(Thread::interrupt);
    }

    /** Waits for a permit, at most so long; a value says that there is none, and when to come again. */
    Optional<Duration> enter(Lane lane, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        var silent = left();
        if (silent.compareTo(patience) >= 0) {
            return Optional.of(silent);
        }
        return switch (lane) {
            case AHEAD -> permit(end);
            case QUEUE -> {
                queue.add(Thread.currentThread());
                try {
                    yield inQueue(end);
                } finally {
                    queue.remove(Thread.currentThread());
                }
            }
        };
    }

    private Optional<Duration> inQueue(long end) throws InterruptedException {
        if (leaving) {
            throw new InterruptedException("the process ends");
        }
        if (!turn.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return Optional.of(QUEUE_FULL);
        }
        try {
            return permit(end);
        } finally {
            turn.release();
        }
    }

    private Optional<Duration> permit(long end) throws InterruptedException {
        var silent = left();
        if (silent.toNanos() > end - System.nanoTime()) {
            return Optional.of(silent);
        }
        if (silent.isPositive()) {
            // How long is the provider's word (Retry-After); nothing that could be waited for ends it sooner.
            Thread.sleep(silent);
        }
        var patience = end - System.nanoTime();
        if (patience <= 0 || !permits.asBlocking().tryConsume(1, patience)) {
            return Optional.of(QUEUE_FULL);
        }
        return Optional.of(left()).filter(Duration::isPositive);
    }

    private Duration left() {
        return silence.get().left(time.instant());
    }
}
