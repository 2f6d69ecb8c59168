package dev.keyturn.kube;

import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Target;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Workloads;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Pods, listed when the question arises: from the API server itself, not from a cache, and all in one list. */
public final class KubeWorkloads implements Workloads {

    private final KubernetesClient client;
    private final NamespacedReads reads;

    public KubeWorkloads(KubernetesClient client) {
        this.client = client;
        reads = new NamespacedReads(client);
    }

    @Override
    public List<PodUse> users(Target target) throws PermissionMissingException {
        return pods(target.namespace()).stream()
                .flatMap(pod -> PodSpecs.use(pod, target.secretName()).stream())
                .toList();
    }

    private List<Pod> pods(String namespace) throws PermissionMissingException {
        try {
            return reads.read(
                    "list",
                    "Pods in " + namespace,
                    namespace,
                    () -> client.pods().inNamespace(namespace).list().getItems(),
                    List.of());
        } catch (SafeException e) {
            if (e.isForbidden()) {
                throw new PermissionMissingException(
                        "Keyturn may not list pods in namespace " + namespace + "; grant it that");
            }
            throw e;
        }
    }
}
