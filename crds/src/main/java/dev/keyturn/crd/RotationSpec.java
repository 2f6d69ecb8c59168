package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * When a key turns, and how long its predecessor lives on.
 *
 * @param every a duration such as {@code 180d}
 * @param overlap a duration such as {@code 24h}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
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
                "The previous key lives on for so long after the new one was published, and longer while a pod still"
                        + " holds it: from 0s to 90d. Default: 24h.")
        @Size(max = Rules.LONGEST_DURATION)
        @ValidationRule(
                value = Rules.DURATION_TO + "7776000",
                message = Rules.WRITE_DURATION + "from 0s to 90d, such as 24h")
        @Nullable
        String overlap) {}
