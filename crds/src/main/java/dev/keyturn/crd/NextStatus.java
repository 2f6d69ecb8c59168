package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The next rotation, as far as it is known.
 *
 * @param schedule in words, such as {@code every 180d}
 * @param deferredFrom absent where nothing defers it; so is {@code deferredBy}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NextStatus(
        @JsonPropertyDescription("When it is due.") @Required
        Instant at,

        @JsonPropertyDescription("Why it will begin.") @Required
        String trigger,

        @JsonPropertyDescription("The schedule that it follows, such as every 180d.") @Nullable
        String schedule,

        @JsonPropertyDescription("When it would be due, were it not for what defers it.") @Nullable
        Instant deferredFrom,

        @JsonPropertyDescription("What defers it: Window.") @Nullable
        String deferredBy) {}
