package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which namespaces may have credentials of which workspaces. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grant(
        @JsonPropertyDescription("The namespaces that are granted something: names or a selector.") @Required @Nullable
        GrantedNamespaces namespaces,

        @JsonPropertyDescription("Slugs of the workspaces that they may have credentials of. Absent or empty: none.")
        @Size(max = 64)
        @ValidationRule(value = "self.all(w, w.matches('" + Rules.SLUG + "'))", message = Rules.WRITE_SLUG)
        @Nullable
        List<@Size(max = Rules.LONGEST_SLUG) String> workspaces,

        @JsonPropertyDescription(
                "Whether they may have ServiceTokens, which open every workspace of the account. Default: false.")
        @Nullable
        Boolean serviceTokens,

        @JsonPropertyDescription(
                "Whether they may have the default pairs of these workspaces, which everybody in a workspace shares. Default: false.")
        @Nullable
        Boolean defaultPair) {}
