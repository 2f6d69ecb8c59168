package dev.keyturn.kube;

import dev.keyturn.port.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that the operator may ever have to ask the API server for, by its configuration; the chart grants this and nothing else. */
public final class Rights {

    private static final String CORE = "";
    private static final String APPS = "apps";
    private static final List<String> RESTARTED = List.of("deployments", "statefulsets", "daemonsets");
    private static final String RBAC = "rbac.authorization.k8s.io";

    private final Set<Right> rights = new LinkedHashSet<>();

    private Rights() {}

    /** Of a configuration. */
    public static Set<Right> of(Settings settings, boolean election) {
        var all = new Rights();
        var watched = settings.namespaces().isEmpty() ? Set.of("") : settings.namespaces();
        // A namespace that goes takes its Roles along, and its credentials cannot go before they were let go.
        for (var namespace : settings.clusterAccounts() ? Set.of("") : watched) {
            Kinds.ALL.forEach(kind -> all.add(namespace, Names.GROUP, kind.plural(), "get", "list", "watch", "patch"));
            all.add(namespace, CORE, "namespaces", "get");
        }
        for (var namespace : watched) {
            Kinds.ALL.forEach(kind -> all.add(namespace, Names.GROUP, kind.plural() + "/status", "update"));
            all.add(namespace, Names.GROUP, "suprsendaccounts/status", "update");
            all.publishing(namespace, settings);
        }
        if (settings.clusterAccounts()) {
            all.add("", RBAC, "clusterroles", "list");
            all.add("", RBAC, "clusterrolebindings", "list");
            all.add("", Names.GROUP, "clustersuprsendaccounts", "list", "watch");
            all.add("", Names.GROUP, "clustersuprsendaccounts/status", "update");
        }
        for (var namespace : settings.tokenNamespaces()) {
            all.add(namespace, Names.GROUP, Kinds.SERVICE_TOKEN.plural() + "/status", "update");
            all.publishing(namespace, settings);
        }
        all.add(settings.keyringNamespace(), CORE, "secrets", "get", "list", "watch", "create", "update", "delete");
        all.add(settings.keyringNamespace(), CORE, "namespaces", "get");
        all.add(settings.operatorNamespace(), CORE, "namespaces", "get");
        List.of("get", "list", "watch")
                .forEach(verb -> all.rights.add(
                        new Right(verb, CORE, "configmaps", settings.operatorNamespace(), Names.FREEZE)));
        if (election) {
            all.add(settings.operatorNamespace(), "coordination.k8s.io", "leases", "get", "create", "update", "patch");
        }
        return Set.copyOf(all.rights);
    }

    /**
     * What somebody reads who asks what the operator would do.
     *
     * @param namespace the one that it is asked of; empty: all that the operator looks at
     */
    public static Set<Right> toPlan(Settings settings, Optional<String> namespace) {
        var all = new Rights();
        var watched = settings.namespaces().isEmpty() ? Set.of("") : settings.namespaces();
        for (var looked : namespace.map(Set::of).orElse(watched)) {
            Kinds.ALL.forEach(kind -> all.add(looked, Names.GROUP, kind.plural(), "list"));
            all.planning(looked, settings);
        }
        for (var home : namespace.isPresent() ? Set.<String>of() : settings.tokenNamespaces()) {
            all.add(home, Names.GROUP, Kinds.SERVICE_TOKEN.plural(), "list");
            all.planning(home, settings);
        }
        if (settings.clusterAccounts()) {
            all.add("", Names.GROUP, "clustersuprsendaccounts", "get", "list");
        }
        all.add(settings.keyringNamespace(), CORE, "secrets", "get");
        all.add(settings.keyringNamespace(), CORE, "namespaces", "get");
        all.rights.add(new Right("get", CORE, "configmaps", settings.operatorNamespace(), Names.FREEZE));
        return Set.copyOf(all.rights);
    }

    private void planning(String namespace, Settings settings) {
        add(namespace, Names.GROUP, "suprsendaccounts", "get", "list");
        add(namespace, CORE, "secrets", "get");
        add(namespace, CORE, "pods", "list");
        add(namespace, CORE, "namespaces", "get");
        if (settings.restartWorkloads()) {
            add(namespace, APPS, "replicasets", "get");
            RESTARTED.forEach(workloads -> add(namespace, APPS, workloads, "get"));
        }
    }

    /** Those without which workloads are waited for instead of being restarted, and nothing else is amiss. */
    public static boolean isOfRestarts(Right right) {
        return right.group().equals(APPS);
    }

    private void publishing(String namespace, Settings settings) {
        add(namespace, Names.GROUP, "suprsendaccounts", "list", "watch");
        add(namespace, CORE, "secrets", "get", "list", "watch", "create", "update", "delete");
        add(namespace, CORE, "pods", "list");
        add(namespace, RBAC, "roles", "list");
        add(namespace, RBAC, "rolebindings", "list");
        add(namespace, CORE, "events", "create");
        if (settings.restartWorkloads()) {
            add(namespace, APPS, "replicasets", "get");
            RESTARTED.forEach(workloads -> add(namespace, APPS, workloads, "get", "patch"));
        }
    }

    private void add(String namespace, String group, String resource, String... verbs) {
        List.of(verbs).forEach(verb -> rights.add(new Right(verb, group, resource, namespace)));
    }
}
