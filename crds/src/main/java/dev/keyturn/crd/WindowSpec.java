package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that comes again and again.
 *
 * @param kind the name of a {@link WindowKindName}
 * @param schedule when it begins, as a cron expression
 * @param duration a duration such as {@code 3h}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WindowSpec(
        @JsonPropertyDescription(
                "Allow: a turn on schedule begins and publishes inside one of these, if there are any. Deny: it does so"
                        + " outside of all of these, and what it has replaced does not die inside either.")
        @SchemaFrom(type = WindowKindName.class)
        @Required
        @Nullable
        String kind,

        @JsonPropertyDescription(
                "When it begins: five fields as in a CronJob, such as 0 2 * * 1-5, in the timeZone beside the windows; at"
                        + " most once an hour.")
        @Required
        @Size(max = Rules.LONGEST_CRON)
        @ValidationRule(value = Rules.CRON, message = Rules.WRITE_CRON)
        @Nullable
        String schedule,

        @JsonPropertyDescription("How long it lasts, as time passes: from 1m to 1y, such as 3h.")
        @Required
        @Size(max = Rules.LONGEST_DURATION)
        @ValidationRule(
                value = Rules.DURATION_FROM_1S_TO
                        + "31536000 && (!self.endsWith('s') || int(self.substring(0, self.size() - 1)) >= 60)",
                message = Rules.WRITE_DURATION + "from 1m to 1y, such as 3h")
        @Nullable
        String duration) {}
