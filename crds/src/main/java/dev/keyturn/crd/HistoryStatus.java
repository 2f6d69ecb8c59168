package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One rotation that is over. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryStatus(
        int revision,
        String trigger,
        @Nullable Instant startedAt,
        @Nullable Instant publishedAt,
        @Nullable Instant provedDeadAt,
        @Nullable String result) {}
