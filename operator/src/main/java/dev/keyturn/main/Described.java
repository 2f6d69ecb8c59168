package dev.keyturn.main;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Makes the framework's meters what Prometheus asks for: each with a sentence, and all of one name with the same labels, of which
 * those of the core group lack {@code group}.
 */
final class Described implements MeterFilter {

    private static final String FRAMEWORK = "operator.sdk.";

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(FRAMEWORK)) {
            return id;
        }
        var tags = Tags.of(id.getTagsAsIterable());
        return new Meter.Id(
                id.getName(),
                id.getTag("kind") != null && id.getTag("group") == null ? tags.and(Tag.of("group", "")) : tags,
                id.getBaseUnit(),
                "Of the operator framework: " + id.getName().replace('.', ' ') + ".",
                id.getType());
    }
}
