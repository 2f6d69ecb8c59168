package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What applies where the spec says nothing, or says it: durations as in the spec. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectiveStatus(
        @Nullable String every,
        @Nullable String overlap,
        @Nullable String waitForConsumers,
        @Nullable String deletionPolicy) {}
