package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Secret that a service token fills. Absent data means the default entries; empty data is not allowed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenPublishSpec(
        @JsonPropertyDescription("Name of the Secret, in the namespace of this resource. It cannot change."
                + " Default: the name of this resource.")
        @Size(max = Rules.LONGEST_NAME)
        @ValidationRule(value = Rules.NAME, message = Rules.WRITE_NAME)
        @ValidationRule(
                value = "!self.endsWith('-delivery')",
                message = "write a name that does not end with -delivery: such Secrets are where people hand values in")
        @Nullable
        String secretName,

        @JsonPropertyDescription(
                "Entries of the Secret. {{token}} stands for the token, white space inside is allowed; at least one entry must use it."
                        + " {{previous.token}} stands for the one before: an entry that uses it is there only while that token lives and was not"
                        + " exposed, so a pod takes it with optional: true. At most 32 entries and 8192 bytes. Default: SUPRSEND_SERVICE_TOKEN: \"{{token}}\".")
        @Size(max = 32)
        @ValidationRule(
                value = "self.all(k, k.matches('^[-_a-zA-Z0-9][-._a-zA-Z0-9]{0,252}$'))",
                message =
                        "name each entry with letters, digits, '-', '_' and '.', not '.' first, at most 253 characters")
        @ValidationRule(
                value = "self.all(k, !self[k].contains('{{{') && self[k].findAll('[{][{]').size() == self[k].findAll('"
                        + PART + "').size())",
                message = "write no '{{' but in {{token}} and {{previous.token}}, the only placeholders there are")
        @ValidationRule(
                value = "self.exists(k, self[k].matches('" + PART + "') && !self[k].matches('" + Rules.PREVIOUS + "'))",
                message =
                        "use {{token}} in at least one entry that has nothing of the previous one, such as SUPRSEND_SERVICE_TOKEN: \"{{token}}\"")
        @ValidationRule(
                value = "self.map(k, k.size() + bytes(self[k]).size()).sum() <= 8192",
                message = "shorten the entries: names and values together may have at most 8192 bytes")
        @Nullable
        Map<String, @Size(max = 16384) String> data,

        @JsonPropertyDescription("Labels of the Secret, at most 32.")
        @Size(max = 32)
        @ValidationRule(value = Rules.FOREIGN_TO_CONTROLLERS, message = Rules.USE_ANOTHER_PREFIX)
        @ValidationRule(value = Rules.QUALIFIED_KEYS, message = Rules.WRITE_QUALIFIED_KEYS)
        @ValidationRule(value = Rules.LABEL_VALUES, message = Rules.WRITE_LABEL_VALUES)
        @Nullable
        Map<String, @Size(max = 256) String> labels,

        @JsonPropertyDescription("Annotations of the Secret, at most 32.")
        @Size(max = 32)
        @ValidationRule(value = Rules.FOREIGN_TO_CONTROLLERS, message = Rules.USE_ANOTHER_PREFIX)
        @ValidationRule(value = Rules.QUALIFIED_KEYS, message = Rules.WRITE_QUALIFIED_KEYS)
        @Nullable
        Map<String, @Size(max = 4096) String> annotations)
        implements Publication {

    private static final String PART = "[{][{]\\\\s*(previous[.])?token\\\\s*[}][}]";
}
