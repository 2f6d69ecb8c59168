package dev.keyturn.main;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Duration;

/**
 * Micrometer's meters of processors under names that Prometheus' own linter takes: it counts a process's time in nanoseconds, and calls a
 * gauge a count.
 */
final class Processors {

    private static final String TIME = "process.cpu.time";
    private static final String COUNT = "system.cpu.count";
    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private Processors() {}

    static void bindTo(MeterRegistry registry) {
        registry.config().meterFilter(MeterFilter.denyNameStartsWith(TIME)).meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().equals(COUNT) ? id.withName("system.cpus") : id;
            }
        });
        new ProcessorMetrics().bindTo(registry);
        FunctionCounter.builder("process.cpu", ProcessHandle.current(), Processors::seconds)
                .baseUnit("seconds")
                .description("Time that this process has had of all processors together.")
                .register(registry);
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS;
    }
}
