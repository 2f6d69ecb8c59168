package dev.keyturn.kube;

import dev.keyturn.plan.Controller;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Workload;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Workloads;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/** Pods, listed when the question arises: from the API server itself, not from a cache, and all in one list; and what owns them. */
public final class KubeWorkloads implements Workloads {

    private final KubernetesClient client;
    private final NamespacedReads reads;
    private final Owners owners;
    private final TemplateMarks marks;

    public KubeWorkloads(KubernetesClient client) {
        this.client = client;
        reads = new NamespacedReads(client);
        owners = new Owners(client);
        marks = new TemplateMarks(client);
    }

    @Override
    public List<PodUse> users(Target target) throws PermissionMissingException {
        return pods(target.namespace()).stream()
                .flatMap(pod -> PodSpecs.use(pod, target.secretName()).stream())
                .toList();
    }

    @Override
    public Workload owner(String namespace, Controller controller) {
        return owners.of(namespace, controller);
    }

    @Override
    public void restart(String namespace, Workload workload, Map<String, String> wanted)
            throws WriteLostException, PermissionMissingException {
        marks.set(namespace, workload, wanted);
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
