package dev.keyturn.kube;

import dev.keyturn.port.Accounts.Endpoint;
import java.util.Map;
import java.util.Set;

/**
 * What the adapters need of the operator's configuration.
 *
 * @param namespaces watched; empty: all
 * @param endpoints by name
 */
public record Settings(
        String operatorNamespace, String keyringNamespace, Set<String> namespaces, Map<String, Endpoint> endpoints) {

    /** Whether resources of a namespace are looked at. */
    public boolean watches(String namespace) {
        return namespaces.isEmpty() || namespaces.contains(namespace);
    }
}
