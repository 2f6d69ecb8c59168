package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key that was not yet proved dead.
 *
 * @param id given by the provider
 * @param state Issued, Current, Previous or Revoking
 * @param fingerprint {@code hmac:} and twelve hexadecimal digits; null where the material is not known
 * @param exposed true, or null
 * @param notBefore its death comes no earlier
 * @param waitingFor what its death waits for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyStatus(
        @JsonPropertyDescription("The id that the provider gave it.") @Required
        String id,

        @JsonPropertyDescription("The number that it has, or gets when it is published.") @Required
        int revision,

        @JsonPropertyDescription(
                "Issued: not yet published. Current: in the Secret. Previous: replaced, still alive. Revoking: condemned, not yet proved dead.")
        @Required
        String state,

        @JsonPropertyDescription("When it was issued.") @Nullable
        Instant issuedAt,

        @JsonPropertyDescription("When it was first published.") @Nullable
        Instant publishedAt,

        @JsonPropertyDescription("Of the value, to compare two of them; nothing can be learned from it.") @Nullable
        String fingerprint,

        @JsonPropertyDescription("It was said to be exposed: it dies without overlap.") @Nullable
        Boolean exposed,

        @JsonPropertyDescription("It dies no earlier.") @Nullable
        Instant notBefore,

        @JsonPropertyDescription("What its death waits for, such as a pod that still holds it.") @Nullable
        String waitingFor) {}
