package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * One workspace of an account.
 *
 * @param mode sandbox or production, as the provider says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkspaceStatus(
        @JsonPropertyDescription("Its slug, which credentials name.") @Required
        String slug,

        @JsonPropertyDescription("Its id, which stays the same.") @Required
        String uid,

        @JsonPropertyDescription("sandbox or production.") @Nullable
        String mode) {}
