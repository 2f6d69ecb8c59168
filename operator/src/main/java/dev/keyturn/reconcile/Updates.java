package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;
import java.util.Objects;

/** Which updates of a resource are worth a look: a change of what was asked for, not one's own writes of status. */
final class Updates {

    private Updates() {}

    /** Spec, triggers, deletion and finalizers; and a status that somebody took away. */
    static boolean ofCredential(CustomResource<?, ?> now, CustomResource<?, ?> before) {
        return ofSpec(now, before)
                || !Objects.equals(annotation(now, Names.ROTATE), annotation(before, Names.ROTATE))
                || !Objects.equals(annotation(now, Names.EXPOSED), annotation(before, Names.EXPOSED))
                || (isUntold(now) && !isUntold(before));
    }

    /** As the API server makes a resource, and as it is again when its status was taken away. */
    private static boolean isUntold(CustomResource<?, ?> resource) {
        return !(resource.getStatus() instanceof CredentialStatus status)
                || status.conditions().isEmpty();
    }

    static boolean ofSpec(HasMetadata now, HasMetadata before) {
        return !Objects.equals(
                        now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
                || !Objects.equals(
                        now.getMetadata().getUid(), before.getMetadata().getUid())
                || now.isMarkedForDeletion() != before.isMarkedForDeletion()
                || !Objects.equals(now.getFinalizers(), before.getFinalizers());
    }

    /** Standing and release of a keyring. */
    static boolean ofKeyring(HasMetadata now, HasMetadata before) {
        return !Objects.equals(label(now, Names.STANDING), label(before, Names.STANDING))
                || !Objects.equals(annotation(now, Names.RELEASE), annotation(before, Names.RELEASE));
    }

    static String annotation(HasMetadata resource, String name) {
        var annotations = resource.getMetadata().getAnnotations();
        return (annotations == null ? Map.<String, String>of() : annotations).getOrDefault(name, "");
    }

    static String label(HasMetadata resource, String name) {
        var labels = resource.getMetadata().getLabels();
        return (labels == null ? Map.<String, String>of() : labels).getOrDefault(name, "");
    }
}
