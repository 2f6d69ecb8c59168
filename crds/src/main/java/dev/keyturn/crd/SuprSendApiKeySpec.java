package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a user wants of an API key. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuprSendApiKeySpec(
        @Nullable AccountRef accountRef,
        @Nullable String workspace,
        @Nullable Boolean suspend,
        @Nullable RotationSpec rotation,
        @Nullable ExposureSpec onExposure,
        @Nullable PublishSpec publish,
        @Nullable String deletionPolicy) {}
