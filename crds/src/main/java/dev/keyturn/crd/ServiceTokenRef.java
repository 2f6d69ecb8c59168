package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The Secret that holds the account's service token: in the operator's namespace for an account of the cluster, otherwise in the
 * account's own.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceTokenRef(
        @JsonPropertyDescription("Name of the Secret.")
        @Required
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(value = Rules.NAME, message = Rules.WRITE_NAME)
        @Nullable
        String name,

        @JsonPropertyDescription("Entry of the Secret that is the token. Default: SUPRSEND_SERVICE_TOKEN.")
        @Default("SUPRSEND_SERVICE_TOKEN")
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(
                value = "self.matches('^[-._a-zA-Z0-9]{1,253}$') && self != '.' && !self.startsWith('..')",
                message =
                        "write the name of an entry of a Secret: letters, digits, '-', '_' and '.', at most 253 characters")
        @Nullable
        String key) {}
