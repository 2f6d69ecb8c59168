package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secret that a credential fills. Absent data means the kind's default entries; empty data is not allowed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishSpec(
        @Nullable String secretName,
        @Nullable Map<String, String> data,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> annotations) {}
