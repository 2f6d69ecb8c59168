package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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
        @Nullable Long observedGeneration, List<Condition> conditions, List<WorkspaceStatus> workspaces) {

    public SuprSendAccountStatus {
        conditions = Lists.orEmpty(conditions);
        workspaces = Lists.orEmpty(workspaces);
    }
}
