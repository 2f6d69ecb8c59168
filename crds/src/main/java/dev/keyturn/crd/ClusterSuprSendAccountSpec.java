package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account of the cluster is, and who may use it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Texts.SAME_ENDPOINT, fieldPath = ".endpoint", message = Texts.ENDPOINT_STAYS)
public record ClusterSuprSendAccountSpec(
        @JsonPropertyDescription(Texts.ENDPOINT)
        @Default("cloud")
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(value = Texts.ENDPOINT_NAME, message = Texts.WRITE_ENDPOINT)
        @Nullable
        String endpoint,

        @JsonPropertyDescription("The Secret in the operator's namespace that holds the account's service token.")
        @Required
        @Nullable
        ServiceTokenRef serviceTokenRef,

        @JsonPropertyDescription(Texts.CONTACT) @Size(max = 256) @Nullable
        String contact,

        @JsonPropertyDescription("Who may have credentials of this account. Absent or empty: nobody.")
        @Size(max = 64)
        @Nullable
        List<Grant> grants) {}
