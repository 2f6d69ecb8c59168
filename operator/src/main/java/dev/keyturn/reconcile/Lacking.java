package dev.keyturn.reconcile;

import dev.keyturn.kube.KubeRights;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a pass that ended for a right that was taken away: readiness and the log name the right, once and not with each pass. */
final class Lacking {

    private static final Logger log = LoggerFactory.getLogger(Lacking.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private Lacking() {}

    static <P extends HasMetadata> ErrorStatusUpdateControl<P> after(Exception failure, P resource, Census census) {
        if (!KubeRights.lacked(failure)) {
            return ErrorStatusUpdateControl.defaultErrorProcessing();
        }
        census.rightMissed();
        log.atDebug()
                .setCause(failure)
                .addKeyValue("kind", resource.getKind())
                .addKeyValue("namespace", resource.getMetadata().getNamespace())
                .addKeyValue("name", resource.getMetadata().getName())
                .log("ended for a right that is missing");
        return ErrorStatusUpdateControl.<P>noStatusUpdate().rescheduleAfter(AGAIN);
    }
}
