package dev.keyturn.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Caches that hold less than what was read: of Secrets no value, for nothing of other teams is to lie in the heap, and no more than is
 * asked for, for there are two to each credential.
 *
 * <p>A store is for one informer, of all namespaces or of one: shared among several, each would drop what the others hold.
 */
public final class Stripped {

    private Stripped() {}

    /** Without who has set which field, which takes more room than the rest. */
    static <R extends HasMetadata> ItemStore<R> ofFieldManagers() {
        return new TransformingItemStore<>(resource -> {
            resource.getMetadata().setManagedFields(null);
            return resource;
        });
    }

    /** Which Secrets there are, in which version, and these of their labels and annotations. */
    public static ItemStore<Secret> secrets(String... names) {
        var kept = Set.of(names);
        return new TransformingItemStore<>(secret -> {
            secret.setMetadata(lean(secret.getMetadata(), kept));
            secret.setData(Map.of());
            secret.setAdditionalProperties(Map.of());
            return secret;
        });
    }

    private static ObjectMeta lean(ObjectMeta read, Set<String> kept) {
        var lean = new ObjectMeta();
        lean.setNamespace(read.getNamespace());
        lean.setName(read.getName());
        lean.setUid(read.getUid());
        lean.setResourceVersion(read.getResourceVersion());
        lean.setDeletionTimestamp(read.getDeletionTimestamp());
        lean.setFinalizers(List.of());
        lean.setOwnerReferences(List.of());
        lean.setManagedFields(List.of());
        lean.setLabels(of(read.getLabels(), kept));
        lean.setAnnotations(of(read.getAnnotations(), kept));
        lean.setAdditionalProperties(Map.of());
        return lean;
    }

    private static Map<String, String> of(@Nullable Map<String, String> read, Set<String> kept) {
        return read == null
                ? Map.of()
                : read.entrySet().stream()
                        .filter(entry -> kept.contains(entry.getKey()))
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
