package dev.keyturn.admission;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.EffectiveStatus;
import dev.keyturn.crd.HistoryStatus;
import dev.keyturn.crd.KeyStatus;
import dev.keyturn.crd.NextStatus;
import dev.keyturn.crd.ReadersStatus;
import dev.keyturn.crd.RequestStatus;
import dev.keyturn.crd.RotationStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Statuses with every field that there is. */
final class Statuses {

    static final Instant NEXT = Instant.parse("2099-05-11T02:00:00Z");

    private Statuses() {}

    static CredentialStatus of(KeyStatus... keys) {
        var turned = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(12, ChronoUnit.DAYS);
        return new CredentialStatus(
                1L,
                List.of(ready("Settled")),
                "checkout-suprsend",
                7,
                turned,
                NEXT,
                new EffectiveStatus("180d", null, "24h", "5m", "WhenNeeded", "Revoke"),
                "Api",
                List.of(keys),
                new RotationStatus("r1", "Exposure", "Publish", turned, 2, "ProviderUnavailable", turned),
                new NextStatus(NEXT, "Schedule", "every 180d", NEXT, "Window"),
                List.of(new RequestStatus("build-log-4711", "Exposure", turned, turned, turned)),
                List.of(new HistoryStatus(6, "Schedule", turned, turned, turned, "Completed")),
                new ReadersStatus(1, List.of("ServiceAccount/shop/web"), List.of("Group/system:masters"), true));
    }

    static KeyStatus key(String id, int revision) {
        return new KeyStatus(id, revision, "Current", NEXT, NEXT, "hmac:0123456789ab", true, NEXT, "Pod/checkout");
    }

    static Condition ready(String reason) {
        return new ConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason(reason)
                .withObservedGeneration(1L)
                .withLastTransitionTime("2026-11-24T00:00:00Z")
                .withMessage("")
                .build();
    }
}
