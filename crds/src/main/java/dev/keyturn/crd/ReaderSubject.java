package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may read the published Secret, written as a subject of a RoleBinding.
 *
 * <p>It allows the very subject that it names, whatever binding grants it. Only of groups of ServiceAccounts is it known who is in them: the
 * Group {@code system:serviceaccounts:shop} allows the group and each ServiceAccount of the namespace {@code shop}, those that are made later
 * as well, and {@code system:serviceaccounts} allows all of the cluster. Of any other Group it allows the group, not those users who are in
 * it and can read by a binding of their own. A User of a name such as {@code system:serviceaccount:shop:web} is that ServiceAccount.
 *
 * @param kind the name of a {@link ReaderKind}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.kind) || (self.kind == 'ServiceAccount') == has(self.namespace)",
        message = "write a namespace for a ServiceAccount, and none for a User or a Group")
@ValidationRule(
        value = "!has(self.kind) || self.kind != 'ServiceAccount' || !has(self.name) || self.name.matches('^"
                + Rules.LABELS + "$')",
        message = "write the name of a ServiceAccount: lower-case letters, digits, '-' and '.',"
                + " each part between dots with a letter or digit at both ends")
public record ReaderSubject(
        @JsonPropertyDescription("User, Group or ServiceAccount.")
        @SchemaFrom(type = ReaderKind.class)
        @Required
        @Nullable
        String kind,

        @JsonPropertyDescription("Namespace of a ServiceAccount.")
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(value = Rules.NAMESPACE, message = Rules.WRITE_NAMESPACE)
        @Nullable
        String namespace,

        @JsonPropertyDescription(
                "Name of the subject, as the API server knows it. The Group system:serviceaccounts:shop also stands for"
                        + " each ServiceAccount of the namespace shop; of any other Group it is not known who is in it.")
        @Required
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(
                value = "self.size() >= 1 && self.size() <= 253 && self.trim() == self",
                message = "write the name of a subject, without white space around it, at most 253 characters")
        @Nullable
        String name) {}
