package dev.keyturn.kube;

import dev.keyturn.port.Accounts.Endpoint;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the adapters need of the operator's configuration.
 *
 * @param namespaces watched; empty: all
 * @param clusterAccounts whether cluster accounts are looked at, which takes rights in the whole cluster
 * @param restartWorkloads whether workloads that hold an old value are restarted, which takes rights on them
 * @param endpoints by name
 */
public record Settings(
        String operatorNamespace,
        String keyringNamespace,
        Set<String> namespaces,
        boolean clusterAccounts,
        boolean restartWorkloads,
        Map<String, Endpoint> endpoints) {

    /** One that restarts workloads, as by default. */
    public Settings(
            String operatorNamespace,
            String keyringNamespace,
            Set<String> namespaces,
            boolean clusterAccounts,
            Map<String, Endpoint> endpoints) {
        this(operatorNamespace, keyringNamespace, namespaces, clusterAccounts, true, endpoints);
    }

    /** Where nothing is published to. */
    public Set<String> ownNamespaces() {
        return Stream.of(operatorNamespace, keyringNamespace).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether resources of a namespace are looked at. */
    public boolean watches(String namespace) {
        return namespaces.isEmpty()
                || namespaces.contains(namespace)
                || tokenNamespaces().contains(namespace);
    }

    /** Where service tokens are looked after besides: those that cluster accounts work with are in the operator's own namespace. */
    public Set<String> tokenNamespaces() {
        return clusterAccounts ? Set.of(operatorNamespace) : Set.of();
    }
}
