package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the published Secret by the rules of RBAC.
 *
 * @param count of all of them, those set apart not counted
 * @param subjects the first twenty, as {@code ServiceAccount/shop/web}
 * @param incomplete true, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReadersStatus(
        @JsonPropertyDescription("How many there are, those set apart not counted.") @Required
        int count,

        @JsonPropertyDescription("The first twenty, as Group/name, User/name or ServiceAccount/namespace/name.")
        List<String> subjects,

        @JsonPropertyDescription(
                "Who may read it, too, and cannot be otherwise: Kubernetes' own controllers, administrators of the cluster, Keyturn; the first twenty.")
        List<String> setApart,

        @JsonPropertyDescription("What is granted for the whole cluster could not be looked at: there may be more.")
        @Nullable
        Boolean incomplete) {

    public ReadersStatus {
        subjects = Lists.orEmpty(subjects);
        setApart = Lists.orEmpty(setApart);
    }
}
