package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * When a key turns, and how long its predecessor lives on.
 *
 * @param every a duration such as {@code 180d}
 * @param overlap a duration such as {@code 24h}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationSpec(@Nullable String every, @Nullable String overlap) {}
