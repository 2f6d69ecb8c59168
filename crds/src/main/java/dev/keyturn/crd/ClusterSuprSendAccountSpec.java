package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account of the cluster is, and who may use it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSuprSendAccountSpec(
        @Nullable String endpoint,
        @Nullable ServiceTokenRef serviceTokenRef,
        @Nullable String contact,
        @Nullable List<Grant> grants) {}
