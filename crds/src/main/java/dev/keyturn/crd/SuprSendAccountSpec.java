package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What an account of one namespace is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuprSendAccountSpec(
        @Nullable String endpoint,
        @Nullable ServiceTokenRef serviceTokenRef,
        @Nullable String contact) {}
