package dev.keyturn.kube;

import dev.keyturn.plan.Controller;
import dev.keyturn.plan.Workload;
import dev.keyturn.plan.Workload.Standing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what owns pods, read live. */
final class Owners {

    static final String APPS = "apps/v1";

    private static final String NOT_RESTARTED = "is not restarted by Keyturn";

    private final KubernetesClient client;

    Owners(KubernetesClient client) {
        this.client = client;
    }

    Workload of(String namespace, Controller controller) {
        if (!controller.apiVersion().equals(APPS)) {
            return Workload.without(controller.kind(), controller.name(), Standing.STUCK, NOT_RESTARTED);
        }
        return switch (controller.kind()) {
            case "ReplicaSet" -> read(client.apps().replicaSets(), namespace, controller, set -> ofSet(namespace, set));
            case "StatefulSet" -> read(client.apps().statefulSets(), namespace, controller, Templates::of);
            case "DaemonSet" -> read(client.apps().daemonSets(), namespace, controller, Templates::of);
            default -> Workload.without(controller.kind(), controller.name(), Standing.STUCK, NOT_RESTARTED);
        };
    }

    private Workload ofSet(String namespace, ReplicaSet set) {
        var owner = of(set).orElse(null);
        if (owner == null) {
            return Workload.without("ReplicaSet", set.getMetadata().getName(), Standing.STUCK, NOT_RESTARTED);
        }
        return owner.apiVersion().equals(APPS) && owner.kind().equals("Deployment")
                ? read(client.apps().deployments(), namespace, owner, found -> Templates.of(found, set))
                : Workload.without(owner.kind(), owner.name(), Standing.STUCK, NOT_RESTARTED);
    }

    /** One that is gone leaves its pods to be collected, and one of that name with another uid is not theirs. */
    private <T extends HasMetadata> Workload read(
            MixedOperation<T, ?, ?> all, String namespace, Controller controller, Function<T, Workload> workload) {
        try {
            var found = SecretCalls.<@Nullable T>safely(
                    "get",
                    controller.kind() + " " + namespace + "/" + controller.name(),
                    () -> all.inNamespace(namespace).withName(controller.name()).get());
            return found == null || !controller.uid().equals(found.getMetadata().getUid())
                    ? Workload.without(controller.kind(), controller.name(), Standing.LEAVING, "")
                    : workload.apply(found);
        } catch (SafeException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return Workload.without(
                    controller.kind(), controller.name(), Standing.BARRED, "may not be looked at by Keyturn");
        }
    }

    /** What controls an object, as it says. */
    static Optional<Controller> of(HasMetadata owned) {
        return owned.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .map(reference -> new Controller(
                        reference.getApiVersion(), reference.getKind(), reference.getName(), reference.getUid()))
                .findFirst();
    }
}
