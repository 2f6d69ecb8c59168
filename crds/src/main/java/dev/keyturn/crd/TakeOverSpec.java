package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * A key that a person made, which a credential begins with.
 *
 * @param keyId its id at the provider
 * @param revoke whether it dies once it was replaced; absent: it does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TakeOverSpec(
        @JsonPropertyDescription("Id of the key at the provider, such as ws_apik_01ABC.")
        @Required
        @Size(max = Rules.LONGEST_SLUG)
        @ValidationRule(
                value = "self.matches('^[A-Za-z0-9_-]{1,128}$')",
                message =
                        "write the id of a key at the provider, such as ws_apik_01ABC: letters, digits, '-' and '_', never the key itself")
        @Nullable
        String keyId,

        @JsonPropertyDescription(
                "Whether the key is revoked once another one has replaced it, or this resource was deleted. False leaves it alive, unless it was"
                        + " exposed. Default: true.")
        @Nullable
        Boolean revoke) {}
