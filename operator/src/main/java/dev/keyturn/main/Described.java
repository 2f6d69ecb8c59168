package dev.keyturn.main;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

/** Gives what the framework measures a sentence of its own: Prometheus asks for one with every metric, and the framework has none. */
final class Described implements MeterFilter {

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getDescription() == null || id.getDescription().isBlank()
                ? new Meter.Id(
                        id.getName(),
                        Tags.of(id.getTagsAsIterable()),
                        id.getBaseUnit(),
                        "Of the operator framework: " + id.getName().replace('.', ' ') + ".",
                        id.getType())
                : id;
    }
}
