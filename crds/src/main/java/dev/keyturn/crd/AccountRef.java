package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * The account that a credential comes from: of the cluster, or of the credential's own namespace.
 *
 * @param kind the name of an {@link AccountKind}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountRef(
        @JsonPropertyDescription("ClusterSuprSendAccount, or SuprSendAccount for one in the namespace of this resource."
                + " Default: ClusterSuprSendAccount.")
        @SchemaFrom(type = AccountKind.class)
        @Default("ClusterSuprSendAccount")
        @Nullable
        String kind,

        @JsonPropertyDescription("Name of the account. Default: default.")
        @Default("default")
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(value = Rules.NAME, message = Rules.WRITE_NAME)
        @Nullable
        String name) {}
