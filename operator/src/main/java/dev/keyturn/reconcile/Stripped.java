package dev.keyturn.reconcile;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.Map;

/** Caches that hold no value of a Secret: nothing of other teams is to lie in the heap. */
public final class Stripped {

    private Stripped() {}

    /** For one informer of all namespaces or of one: shared among several, each would drop what the others hold. */
    public static ItemStore<Secret> secrets() {
        return new TransformingItemStore<>(secret -> {
            secret.setData(Map.of());
            secret.getMetadata().setManagedFields(null);
            return secret;
        });
    }
}
