package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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
        String token,
        String trigger,
        @Nullable Instant seenAt,
        @Nullable Instant publishedAt,
        @Nullable Instant provedDeadAt) {}
