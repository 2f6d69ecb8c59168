package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of a trigger annotation that was seen.
 *
 * @param token as written, or a hash where it has the shape of a secret
 * @param provedDeadAt what had to die is dead; {@code publishedAt} where nothing had to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestStatus(
        @JsonPropertyDescription("The value of the annotation, or a hash of it where it might be a secret.") @Required
        String token,

        @JsonPropertyDescription("Requested or Exposure.") @Required
        String trigger,

        @JsonPropertyDescription("When it was first seen.") @Nullable
        Instant seenAt,

        @JsonPropertyDescription("When the new key was published.") @Nullable
        Instant publishedAt,

        @JsonPropertyDescription("When all that had to die was proved dead; publishedAt where nothing had to.")
        @Nullable
        Instant provedDeadAt) {}
