package dev.keyturn.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** Roles and bindings as a person writes them; rules and subjects are YAML in flow style. */
final class Rbac {

    static final String GET_SECRETS = "{apiGroups: [\"\"], resources: [secrets], verbs: [get]}";
    static final String EVERYTHING = "{apiGroups: [\"*\"], resources: [\"*\"], verbs: [\"*\"]}";

    private Rbac() {}

    static Role role(String namespace, String name, String rules) {
        return parsed("Role", namespace, name, "rules: [" + rules + "]", Role.class);
    }

    static ClusterRole clusterRole(String name, String rules) {
        return parsed("ClusterRole", "", name, "rules: [" + rules + "]", ClusterRole.class);
    }

    /** Binds {@code Role/name} or {@code ClusterRole/name}. */
    static RoleBinding binding(String namespace, String name, String role, String subjects) {
        return parsed("RoleBinding", namespace, name, bound(role, subjects), RoleBinding.class);
    }

    static ClusterRoleBinding clusterBinding(String name, String role, String subjects) {
        return parsed("ClusterRoleBinding", "", name, bound(role, subjects), ClusterRoleBinding.class);
    }

    static String account(String namespace, String name) {
        return "{kind: ServiceAccount, namespace: " + namespace + ", name: \"" + name + "\"}";
    }

    static String user(String name) {
        return "{kind: User, apiGroup: rbac.authorization.k8s.io, name: \"" + name + "\"}";
    }

    static String group(String name) {
        return "{kind: Group, apiGroup: rbac.authorization.k8s.io, name: \"" + name + "\"}";
    }

    /** As Kubernetes labels its own, and anybody may label his. */
    static <T extends HasMetadata> T labelled(T made) {
        made.getMetadata().setLabels(Map.of("kubernetes.io/bootstrapping", "rbac-defaults"));
        return made;
    }

    private static String bound(String role, String subjects) {
        var parts = role.split("/", 2);
        return "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: " + parts[0] + ", name: \"" + parts[1]
                + "\"}\nsubjects: [" + subjects + "]";
    }

    private static <T> T parsed(String kind, String namespace, String name, String rest, Class<T> type) {
        return Serialization.unmarshal(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata: {name: "%s"%s}
                %s
                """.formatted(kind, name, namespace.isEmpty() ? "" : ", namespace: " + namespace, rest), type);
    }
}
