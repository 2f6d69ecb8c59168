package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user reads of a credential of any kind: a projection of its keyring, never read back to decide.
 *
 * @param revision of the value in the Secret
 * @param keys every key that was not yet proved dead; no id twice
 * @param requests the last ten
 * @param history the last ten
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CredentialStatus(
        @JsonPropertyDescription("The metadata.generation that this status speaks of.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "Ready and Rotating always; Reconciling, Stalled, ActionRequired and Degraded only while they are True.")
        List<Condition> conditions,

        @JsonPropertyDescription("The Secret that holds the key.") @Nullable
        String secretName,

        @JsonPropertyDescription(
                "The number of the key in the Secret: 1, 2, 3 and so on, and 0 for one that was begun with by takeOver.")
        @Nullable
        Integer revision,

        @JsonPropertyDescription("When the key in the Secret was published.") @Nullable
        Instant turnedAt,

        @JsonPropertyDescription("When the key in the Secret runs out by itself, where whoever handed it in said so.")
        @Nullable
        Instant expiresAt,

        @JsonPropertyDescription("What applies, the defaults of the operator filled in.") @Nullable
        EffectiveStatus effective,

        @JsonPropertyDescription(
                "How the default pair of a workspace is turned: Api, Bridge or Delivery, as it was found out or pinned.")
        @Nullable
        String turning,

        @JsonPropertyDescription("Every key that was not yet proved dead.")
        List<KeyStatus> keys,

        @JsonPropertyDescription("The rotation that is under way; it stands until the previous key is proved dead.")
        @Nullable
        RotationStatus rotation,

        @JsonPropertyDescription("The next rotation.") @Nullable
        NextStatus next,

        @JsonPropertyDescription(
                "Values of the annotations keyturn.dev/rotate and keyturn.dev/exposed that were seen; the last ten.")
        List<RequestStatus> requests,

        @JsonPropertyDescription("Rotations that are over; the last ten.")
        List<HistoryStatus> history,

        @JsonPropertyDescription(
                "Who may read the Secret by the rules of RBAC, where that is looked at: for a service token, at each rotation and at most once an hour.")
        @Nullable
        ReadersStatus readers) {

    public CredentialStatus {
        conditions = Lists.orEmpty(conditions);
        keys = Lists.orEmpty(keys);
        requests = Lists.orEmpty(requests);
        history = Lists.orEmpty(history);
    }
}
