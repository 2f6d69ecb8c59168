package dev.keyturn.main;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What {@code /metrics} shows, in Prometheus' text format. */
final class Meters implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Meters() {
        registry.config().meterFilter(new Described());
        // First, since it has filters, too: Micrometer wants them before any meter.
        Processors.bindTo(registry);
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** Whether this process is the one that works. */
    void leader(BooleanSupplier leads) {
        Gauge.builder("keyturn.leader", () -> leads.getAsBoolean() ? 1 : 0)
                .description("1 in the process that works, 0 in one that stands by.")
                .register(registry);
    }

    /** Whether somebody froze anything. */
    void frozen(BooleanSupplier on) {
        Gauge.builder("keyturn.frozen", () -> on.getAsBoolean() ? 1 : 0)
                .description(
                        "1 while the ConfigMap keyturn-freeze stops the operator, everywhere or in some namespaces.")
                .register(registry);
    }

    /** Whether somebody meant to freeze something and was not understood. */
    void freezeMisread(BooleanSupplier misread) {
        Gauge.builder("keyturn.freeze.misread", () -> misread.getAsBoolean() ? 1 : 0)
                .description(
                        "1 while something in the ConfigMap keyturn-freeze is not understood, and so does not stop what it was meant to.")
                .register(registry);
    }

    /** How far the API server's clock is ahead. */
    void clock(Supplier<Duration> ahead) {
        TimeGauge.builder("keyturn.clock.ahead", () -> ahead.get().toMillis(), TimeUnit.MILLISECONDS)
                .description("How far the API server's clock is ahead of this process's, in seconds.")
                .register(registry);
    }

    /** A call of the provider has ended; see {@link dev.keyturn.issuer.suprsend.CallObserver}. */
    void called(String endpoint, String call, String result, Duration took) {
        Timer.builder("keyturn.provider.calls")
                .tags("endpoint", endpoint, "call", call, "result", result)
                .description(
                        "Calls of providers by endpoint, call and class of status; the wait for a permit is part of their time.")
                .register(registry)
                .record(took);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
