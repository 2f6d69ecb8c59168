package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What applies where the spec says nothing, or says it: durations as in the spec. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectiveStatus(
        @JsonPropertyDescription("A new key is issued when the one in use is so old.") @Nullable
        String every,

        @JsonPropertyDescription("A new key is issued at these times.") @Nullable
        String cron,

        @JsonPropertyDescription("The previous key lives on for so long.") @Nullable
        String overlap,

        @JsonPropertyDescription("Pods may put off the death of an exposed key for so long.") @Nullable
        String waitForConsumers,

        @JsonPropertyDescription("Whether workloads that hold an old value are restarted: WhenNeeded or Never.")
        @Nullable
        String restart,

        @JsonPropertyDescription("What becomes of the key when this resource is deleted.") @Nullable
        String deletionPolicy) {}
