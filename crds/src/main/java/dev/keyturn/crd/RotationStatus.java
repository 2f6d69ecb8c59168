package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The run that stands until its predecessor is proved dead.
 *
 * @param attempts that failed since the last success; null where none did
 * @param lastError a reason of the closed list, never text from the other side
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RotationStatus(
        String id,
        String trigger,
        @Nullable String step,
        @Nullable Instant startedAt,
        @Nullable Integer attempts,
        @Nullable String lastError,
        @Nullable Instant nextTryAt) {}
