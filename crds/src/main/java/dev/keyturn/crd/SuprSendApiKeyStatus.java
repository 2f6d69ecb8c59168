package dev.keyturn.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user reads of an API key: a projection of its keyring, never read back to decide.
 *
 * @param revision of the value in the Secret
 * @param keys every key that was not yet proved dead; no id twice
 * @param requests the last ten
 * @param history the last ten
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SuprSendApiKeyStatus(
        @Nullable Long observedGeneration,
        List<Condition> conditions,
        @Nullable String secretName,
        @Nullable Integer revision,
        @Nullable Instant turnedAt,
        @Nullable EffectiveStatus effective,
        List<KeyStatus> keys,
        @Nullable RotationStatus rotation,
        @Nullable NextStatus next,
        List<RequestStatus> requests,
        List<HistoryStatus> history) {

    public SuprSendApiKeyStatus {
        conditions = Lists.orEmpty(conditions);
        keys = Lists.orEmpty(keys);
        requests = Lists.orEmpty(requests);
        history = Lists.orEmpty(history);
    }
}
