package dev.keyturn.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Namespaces by what is asked of them. */
public final class Namespaces {

    private final KubernetesClient client;
    private final Map<String, String> uids = new ConcurrentHashMap<>();

    public Namespaces(KubernetesClient client) {
        this.client = client;
    }

    /** The uid of a resource's namespace; asked once, since no resource outlives its namespace. */
    String uidFor(HasMetadata resource) {
        return uids.computeIfAbsent(
                resource.getMetadata().getUid(),
                _ -> Optional.ofNullable(client.namespaces()
                                .withName(resource.getMetadata().getNamespace())
                                .get())
                        .map(found -> found.getMetadata().getUid())
                        .orElseThrow(() -> new IllegalStateException(
                                "namespace " + resource.getMetadata().getNamespace() + " is not there")));
    }

    void forget(HasMetadata resource) {
        uids.remove(resource.getMetadata().getUid());
    }

    /** The labels of a namespace, read live. */
    public Map<String, String> labels(String name) {
        return Optional.ofNullable(client.namespaces().withName(name).get())
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of());
    }
}
