package dev.keyturn.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a team runs: it reads the Secret before each message, and sends the message with the key that it finds there. */
final class Workload implements AutoCloseable {

    static final int PER_SECOND = 20;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Supplier<Optional<String>> secret;
    private final Hub hub;
    private final Future<?> work;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private Workload(Supplier<Optional<String>> secret, Hub hub) {
        this.secret = secret;
        this.hub = hub;
        work = clock.scheduleAtFixedRate(this::work, 0, 1000 / PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /**
     * Works until it is closed.
     *
     * @param secret the value that stands in the Secret now
     */
    static Workload start(Supplier<Optional<String>> secret, Hub hub) {
        return new Workload(secret, hub);
    }

    /** Anything but a message that was taken counts as refused: to those who wait for the message it is the same. */
    private void work() {
        sent.incrementAndGet();
        try {
            var key = secret.get();
            if (key.isEmpty() || hub.send(key.get()) != 202) {
                refused.incrementAndGet();
            }
        } catch (KubernetesClientException | UncheckedIOException e) {
            refused.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Messages tried. */
    long sent() {
        return sent.get();
    }

    /** Messages that were not taken. */
    long refused() {
        return refused.get();
    }

    @Override
    public String toString() {
        return sent() + " messages sent, " + refused() + " refused";
    }

    /** A workload that broke down by itself proves nothing. */
    @Override
    public void close() {
        clock.close();
        if (work.state() == Future.State.FAILED) {
            throw new IllegalStateException("the workload broke down", work.exceptionNow());
        }
    }
}
