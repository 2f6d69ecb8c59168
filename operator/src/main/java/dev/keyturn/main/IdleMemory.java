package dev.keyturn.main;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Has the heap collected when there is nothing to do and something to give back. The serial collector lets its old generation grow until
 * the heap is full, and looks into it only then: what the start reads of thousands of credentials would stay for days.
 */
final class IdleMemory implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(10);

    /** Of one processor, in {@link #EVERY}; an operator with nothing to do takes a tenth of that. */
    private static final Duration IDLE = Duration.ofMillis(200);

    /** Less than that is not worth a collection, in bytes. */
    private static final long WORTH_IT = 8L << 20;

    private final LongSupplier processorNanos;
    private final LongSupplier usedBytes;
    private final Runnable collect;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("idle-memory").daemon().factory());
    private long lastNanos;
    private long kept;

    IdleMemory(LongSupplier processorNanos, LongSupplier usedBytes, Runnable collect) {
        this.processorNanos = processorNanos;
        this.usedBytes = usedBytes;
        this.collect = collect;
        lastNanos = processorNanos.getAsLong();
    }

    /** Of this process, from now on. */
    static IdleMemory watch() {
        var memory = ManagementFactory.getMemoryMXBean();
        var idle = new IdleMemory(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime,
                () -> memory.getHeapMemoryUsage().getUsed(),
                memory::gc);
        var _ = idle.timer.scheduleWithFixedDelay(
                idle::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return idle;
    }

    /** What is done each time. */
    void look() {
        var now = processorNanos.getAsLong();
        var busy = now - lastNanos > IDLE.toNanos();
        lastNanos = now;
        if (!busy && usedBytes.getAsLong() - kept > WORTH_IT) {
            collect.run();
            kept = usedBytes.getAsLong();
            lastNanos = processorNanos.getAsLong();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
