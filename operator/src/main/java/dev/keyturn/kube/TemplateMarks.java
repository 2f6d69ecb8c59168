package dev.keyturn.kube;

import dev.keyturn.plan.Workload;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Marks pod templates. A merge patch of these annotations alone, in Keyturn's own name and with the version that was read: somebody else's
 * object is not written as a whole, with whatever fields this program does not know; who applies it again by a name of his own, as Argo CD
 * and Flux do, leaves alone what he did not set; and of two who restart at once one loses and looks again. An apply by Keyturn would take
 * back the marks of its other keyrings.
 */
final class TemplateMarks {

    private static final PatchContext OURS = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(Names.FIELD_MANAGER)
            .build();

    private final KubernetesClient client;

    TemplateMarks(KubernetesClient client) {
        this.client = client;
    }

    void set(String namespace, Workload workload, Map<String, String> marks)
            throws WriteLostException, PermissionMissingException {
        var annotations = marks.entrySet().stream()
                .collect(Collectors.toMap(mark -> Names.RESTARTED + mark.getKey(), Map.Entry::getValue));
        var patch = Map.of(
                "metadata",
                Map.of("resourceVersion", workload.version()),
                "spec",
                Map.of("template", Map.of("metadata", Map.of("annotations", annotations))));
        var text = client.getKubernetesSerialization().asJson(patch);
        try {
            var patched = SecretCalls.safely(
                    "patch",
                    workload.kind() + " " + namespace + "/" + workload.name(),
                    () -> resource(namespace, workload).patch(OURS, text));
            Objects.requireNonNull(patched);
        } catch (SafeException e) {
            if (e.isLost() || e.isMissing()) {
                throw new WriteLostException(Objects.requireNonNull(e.getMessage()));
            }
            if (e.isUnauthorized()) {
                throw new PermissionMissingException("may not be restarted by Keyturn");
            }
            throw new PermissionMissingException("cannot be restarted: the API server refuses it with " + e.getCode());
        }
    }

    private Resource<? extends HasMetadata> resource(String namespace, Workload workload) {
        var apps = client.apps();
        return switch (workload.kind()) {
            case "Deployment" -> apps.deployments().inNamespace(namespace).withName(workload.name());
            case "StatefulSet" -> apps.statefulSets().inNamespace(namespace).withName(workload.name());
            case "DaemonSet" -> apps.daemonSets().inNamespace(namespace).withName(workload.name());
            default -> throw new IllegalArgumentException("no pod template to mark in a " + workload.kind());
        };
    }
}
