package dev.keyturn.kube;

import dev.keyturn.plan.Reason;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events about resources. One is a courtesy: where it cannot be written, what it tells of goes on. */
public final class EventCalls {

    private static final Logger log = LoggerFactory.getLogger(EventCalls.class);

    private final KubernetesClient client;
    private final InstantSource time;

    public EventCalls(KubernetesClient client, InstantSource time) {
        this.client = client;
        this.time = time;
    }

    /** Tells something. */
    public void tell(HasMetadata about, boolean warning, Reason reason, String message) {
        var name = new ObjectMetaBuilder().withGenerateName(about.getMetadata().getName() + ".");
        send(about, name.build(), warning, reason, message);
    }

    /** Tells it once of each version of the resource, whoever else tells the same. */
    void tellOnce(HasMetadata about, boolean warning, Reason reason, String message) {
        var meta = about.getMetadata();
        var name = new ObjectMetaBuilder()
                .withName(meta.getName() + "." + meta.getResourceVersion() + "."
                        + type(warning).toLowerCase(Locale.ROOT));
        send(about, name.build(), warning, reason, message);
    }

    private static String type(boolean warning) {
        return warning ? "Warning" : "Normal";
    }

    private void send(HasMetadata about, ObjectMeta name, boolean warning, Reason reason, String message) {
        var meta = about.getMetadata();
        var now = time.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var event = new EventBuilder()
                .withMetadata(new ObjectMetaBuilder(name)
                        .withNamespace(meta.getNamespace())
                        .build())
                .withNewInvolvedObject()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withName(meta.getName())
                .withNamespace(meta.getNamespace())
                .withUid(meta.getUid())
                .endInvolvedObject()
                .withType(type(warning))
                .withReason(reason.name())
                .withMessage(message)
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
            log.atDebug().addKeyValue("code", e.getCode()).log("an event could not be written");
        }
    }
}
