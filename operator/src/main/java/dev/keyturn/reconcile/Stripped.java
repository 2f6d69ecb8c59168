package dev.keyturn.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.Map;

/** Caches that hold less than what was read: of Secrets no value, for nothing of other teams is to lie in the heap. */
public final class Stripped {

    private Stripped() {}

    /** Without who has set which field, which takes more room than the rest; for one informer, too. */
    static <R extends HasMetadata> ItemStore<R> ofFieldManagers() {
        return new TransformingItemStore<>(resource -> {
            resource.getMetadata().setManagedFields(null);
            return resource;
        });
    }

    /** For one informer of all namespaces or of one: shared among several, each would drop what the others hold. */
    public static ItemStore<Secret> secrets() {
        return new TransformingItemStore<>(secret -> {
            secret.setData(Map.of());
            secret.getMetadata().setManagedFields(null);
            return secret;
        });
    }
}
