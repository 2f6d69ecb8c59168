package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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
        String id,
        int revision,
        String state,
        @Nullable Instant issuedAt,
        @Nullable Instant publishedAt,
        @Nullable String fingerprint,
        @Nullable Boolean exposed,
        @Nullable Instant notBefore,
        @Nullable String waitingFor) {}
