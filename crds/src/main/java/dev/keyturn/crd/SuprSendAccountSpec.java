package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What an account of one namespace is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Texts.SAME_ENDPOINT, fieldPath = ".endpoint", message = Texts.ENDPOINT_STAYS)
public record SuprSendAccountSpec(
        @JsonPropertyDescription(Texts.ENDPOINT)
        @Default("cloud")
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(value = Texts.ENDPOINT_NAME, message = Texts.WRITE_ENDPOINT)
        @Nullable
        String endpoint,

        @JsonPropertyDescription("The Secret in this namespace that holds the account's service token.")
        @Required
        @Nullable
        ServiceTokenRef serviceTokenRef,

        @JsonPropertyDescription(Texts.CONTACT) @Size(max = 256) @Nullable
        String contact) {}
