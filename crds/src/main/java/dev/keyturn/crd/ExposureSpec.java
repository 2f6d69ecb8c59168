package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * What is granted to the workloads when a key was exposed.
 *
 * @param waitForConsumers a duration such as {@code 5m}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExposureSpec(
        @JsonPropertyDescription(
                "Pods that still hold the exposed key may put off its death for so long: from 0s (not at all) to 1d."
                        + " Default: 5m.")
        @Size(max = Rules.LONGEST_DURATION)
        @ValidationRule(
                value = Rules.DURATION_TO + "86400",
                message = Rules.WRITE_DURATION + "from 0s to 1d, such as 5m")
        @Nullable
        String waitForConsumers) {}
