package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user reads of an account of either kind.
 *
 * @param workspaces that its service token lists; no uid twice
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SuprSendAccountStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Ready says whether the service token works.")
        List<Condition> conditions,

        @JsonPropertyDescription("The workspaces that the service token lists.")
        List<WorkspaceStatus> workspaces) {

    public SuprSendAccountStatus {
        conditions = Lists.orEmpty(conditions);
        workspaces = Lists.orEmpty(workspaces);
    }
}
