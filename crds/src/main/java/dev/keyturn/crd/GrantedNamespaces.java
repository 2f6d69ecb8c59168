package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Namespaces by name or by label, never both. The empty selector means all of them, as everywhere in Kubernetes. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.names) != has(self.selector)",
        message = "write either names or selector, and a grant of its own for the other")
public record GrantedNamespaces(
        @JsonPropertyDescription("Namespaces by name.")
        @Size(max = 64)
        @ValidationRule(
                value = "self.all(n, n.matches('^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$'))",
                message =
                        "write each namespace by its name: lower-case letters, digits and '-', at most 63 characters; there are no patterns,"
                                + " use selector instead")
        @Nullable
        List<@Size(max = Rules.LONGEST_NAME) String> names,

        @JsonPropertyDescription(
                "Namespaces by their labels; the empty selector means all of them. Labels that a tenant can set on a"
                        + " namespace are no grant: select by those that only the platform team sets, such as kubernetes.io/metadata.name.")
        @ValidationRule(
                value =
                        "!has(self.matchExpressions) || self.matchExpressions.all(e, has(e.key) && has(e.operator) && (e.operator in ['In',"
                                + " 'NotIn'] ? has(e.values) && e.values.size() > 0 : e.operator in ['Exists', 'DoesNotExist'] && (!has(e.values) ||"
                                + " e.values.size() == 0)))",
                message =
                        "write each expression with a key and an operator: In or NotIn with values, Exists or DoesNotExist without")
        @Nullable
        LabelSelector selector) {}
