package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
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
        @JsonPropertyDescription("Its id, the same in logs and events.") @Required
        String id,

        @JsonPropertyDescription("Why it began: Initial, Schedule, Requested, Exposure or Rejected.") @Required
        String trigger,

        @JsonPropertyDescription("What it does next.") @Nullable
        String step,

        @JsonPropertyDescription("When it began.") @Nullable Instant startedAt,

        @JsonPropertyDescription("How often it was tried in vain since it last went on.") @Nullable
        Integer attempts,

        @JsonPropertyDescription("Why the last try failed: one of the reasons of the documentation.") @Nullable
        String lastError,

        @JsonPropertyDescription("When it is tried again.") @Nullable
        Instant nextTryAt) {}
