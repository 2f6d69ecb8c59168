package dev.keyturn.main;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Makes the framework's meters what Prometheus asks for: each with a sentence, and all of one name with the same labels, of which
 * those of the core group lack {@code group} or {@code resource.group}.
 */
final class Described implements MeterFilter {

    private static final String FRAMEWORK = "operator.sdk.";

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith(FRAMEWORK)) {
            return id;
        }
        var tags = withGroup(id, "resource.", withGroup(id, "", Tags.of(id.getTagsAsIterable())));
        return new Meter.Id(
                id.getName(),
                tags,
                id.getBaseUnit(),
                "Of the operator framework: " + id.getName().replace('.', ' ') + ".",
                id.getType());
    }

    private static Tags withGroup(Meter.Id id, String prefix, Tags tags) {
        return id.getTag(prefix + "kind") != null && id.getTag(prefix + "group") == null
                ? tags.and(Tag.of(prefix + "group", ""))
                : tags;
    }
}
