package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a key turns, and how long its predecessor lives on.
 *
 * @param every a duration such as {@code 180d}
 * @param cron as in a CronJob
 * @param timeZone an IANA name
 * @param overlap a duration such as {@code 24h}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.every) || !has(self.cron)",
        message = "write either every or cron: a key turns by its age or at fixed times")
@ValidationRule(
        value = "!has(self.timeZone) || has(self.cron) || has(self.windows)",
        message = "leave timeZone out: it is the zone of cron and windows, and neither is there")
public record RotationSpec(
        @JsonPropertyDescription(
                "A new key is issued when the one in use is so old: a whole number and one unit (s, m, h, d, w or y),"
                        + " from 1s to 10y, and not below the operator's shortestInterval. Default: 180d for an API key, 270d for a"
                        + " service token; a workspace key turns by triggers alone.")
        @Size(max = Rules.LONGEST_DURATION)
        @ValidationRule(
                value = Rules.DURATION_FROM_1S_TO + "315360000",
                message = Rules.WRITE_DURATION + "from 1s to 10y, such as 180d")
        @Nullable
        String every,

        @JsonPropertyDescription(
                "A new key is issued at these times in place of every: five fields as in a CronJob, such as 0 3 1 1,7 *. Where day"
                        + " of the month and day of the week are both given, either counts; 0 and 7 are Sunday. A time that the clock leaves"
                        + " out counts at the next that there is, one that it has twice counts once. Not more often than the operator's"
                        + " shortestInterval.")
        @Size(max = Rules.LONGEST_CRON)
        @ValidationRule(value = Rules.CRON, message = Rules.WRITE_CRON)
        @Nullable
        String cron,

        @JsonPropertyDescription(
                "The zone of cron and windows: a name of the IANA database, such as Europe/Berlin. Default: Etc/UTC.")
        @Size(max = Rules.LONGEST_ZONE)
        @ValidationRule(
                value = "self.matches('^[A-Za-z][-+A-Za-z0-9_]*(/[A-Za-z0-9][-+A-Za-z0-9_]*)*$')",
                message = "write a name of the IANA time zone database, such as Europe/Berlin or Etc/UTC")
        @Nullable
        String timeZone,

        @JsonPropertyDescription(
                "When turns on schedule may happen: inside an Allow window, if there is one, and outside every Deny window. One"
                        + " that is due outside waits for the next opening, and then at most 12h more, so that a fleet does not turn at"
                        + " once. What is asked for by an annotation, and what was exposed, waits for no window.")
        @Size(max = 16)
        @Nullable
        List<WindowSpec> windows,

        @JsonPropertyDescription(
                "The previous key lives on for so long after the new one was published, and longer while a pod still"
                        + " holds it: from 0s to 90d. Default: 24h.")
        @Size(max = Rules.LONGEST_DURATION)
        @ValidationRule(
                value = Rules.DURATION_TO + "7776000",
                message = Rules.WRITE_DURATION + "from 0s to 90d, such as 24h")
        @Nullable
        String overlap) {}
