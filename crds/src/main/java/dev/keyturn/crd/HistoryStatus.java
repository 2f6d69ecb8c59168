package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One rotation that is over. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryStatus(
        @JsonPropertyDescription("The number of the key that it published.") @Required
        int revision,

        @JsonPropertyDescription("Why it began.") @Required String trigger,
        @JsonPropertyDescription("When it began.") @Nullable Instant startedAt,

        @JsonPropertyDescription("When the key was published.") @Nullable
        Instant publishedAt,

        @JsonPropertyDescription("When the previous key was proved dead.") @Nullable
        Instant provedDeadAt,

        @JsonPropertyDescription("How it ended.") @Nullable String result) {}
