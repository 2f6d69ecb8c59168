package dev.keyturn.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads in one namespace. A namespace that is deleted takes along the Role by which it could be read; what is asked about it
 * afterwards is refused, though the answer is known: there is nothing.
 */
final class NamespacedReads {

    private final KubernetesClient client;

    NamespacedReads(KubernetesClient client) {
        this.client = client;
    }

    /**
     * What a call answers, or {@code nothing} where it was refused and the namespace is not there.
     *
     * @throws SafeException if it failed otherwise
     */
    <T extends @Nullable Object> T read(String verb, String object, String namespace, Supplier<T> call, T nothing) {
        try {
            return SecretCalls.safely(verb, object, call);
        } catch (SafeException e) {
            if (e.isUnauthorized() && isGone(namespace)) {
                return nothing;
            }
            throw e;
        }
    }

    /** False, too, where it may not be asked. */
    private boolean isGone(String namespace) {
        try {
            return SecretCalls.safely(
                            "get",
                            "namespace " + namespace,
                            () -> client.namespaces().withName(namespace).get())
                    == null;
        } catch (SafeException e) {
            if (e.isForbidden()) {
                return false;
            }
            throw e;
        }
    }
}
