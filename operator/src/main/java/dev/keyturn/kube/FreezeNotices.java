package dev.keyturn.kube;

import dev.keyturn.plan.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever wrote the freeze, in events of the ConfigMap, what of it holds and what does not. */
final class FreezeNotices {

    private static final Logger log = LoggerFactory.getLogger(FreezeNotices.class);
    private static final int LONGEST = 1024;

    private final KubernetesClient client;
    private final boolean mayTell;
    private final InstantSource time;

    /**
     * Notices.
     *
     * @param mayTell whether the operator has the right to write events there
     */
    FreezeNotices(KubernetesClient client, boolean mayTell, InstantSource time) {
        this.client = client;
        this.mayTell = mayTell;
        this.time = time;
    }

    void tell(ConfigMap map, Frozen frozen) {
        if (!mayTell) {
            return;
        }
        if (!frozen.isNothing()) {
            send(map, "Normal", Reason.Frozen, frozen.sentence());
        }
        if (!frozen.wrong().isEmpty()) {
            send(map, "Warning", Reason.InvalidSpec, String.join("; ", frozen.wrong()));
        }
    }

    /** Its name is of the version that it speaks of: who stands by, or starts again, says nothing twice. */
    private void send(ConfigMap map, String type, Reason reason, String message) {
        var meta = map.getMetadata();
        var now = time.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(meta.getName() + "." + meta.getResourceVersion() + "." + type.toLowerCase(Locale.ROOT))
                .withNamespace(meta.getNamespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .endInvolvedObject()
                .withType(type)
                .withReason(reason.name())
                .withMessage(message.length() > LONGEST ? message.substring(0, LONGEST) : message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("keyturn")
                .endSource()
                .withReportingComponent("keyturn.dev/keyturn")
                .build();
        try {
            client.v1()
                    .events()
                    .inNamespace(meta.getNamespace())
                    .resource(event)
                    .create();
        } catch (KubernetesClientException e) {
            log.atDebug().addKeyValue("code", e.getCode()).log("an event of the freeze could not be written");
        }
    }
}
