package dev.keyturn.kube;

import dev.keyturn.plan.Reader;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import java.util.Set;

/**
 * What Kubernetes grants its own parts: the bindings that the API server makes at its first start, and mends at every other.
 *
 * <p>It labels them, but so may anybody label a binding, and name it as he likes; and it takes no subject out again that somebody has put into
 * one. So what counts as its own is little: a labelled binding of a labelled role, both of the same name, for the very subject that Kubernetes
 * has there. In the namespaces of others it binds nothing.
 */
final class Bootstrapped {

    private static final String LABEL = "kubernetes.io/bootstrapping";
    private static final String DEFAULTS = "rbac-defaults";
    private static final String SYSTEM = "kube-system";
    private static final Set<String> NAMESPACES = Set.of(SYSTEM, "kube-public");
    private static final String CONTROLLER = "system:controller:";

    /** The parts that are no ServiceAccounts, and the roles that they are bound to. */
    private static final Set<Reader> PARTS = Set.of(
            Reader.user("system:kube-controller-manager"),
            Reader.user("system:kube-scheduler"),
            Reader.group("system:nodes"));

    private static final Set<String> ROLES =
            Set.of("system:kube-controller-manager", "system:kube-scheduler", "system:volume-scheduler", "system:node");

    private Bootstrapped() {}

    /** Whether Kubernetes has labelled it, or somebody else as Kubernetes does. */
    static boolean isLabelled(ObjectMeta meta) {
        return meta.getLabels() != null && DEFAULTS.equals(meta.getLabels().get(LABEL));
    }

    /**
     * Whether Kubernetes itself gave the subject that role by that binding.
     *
     * @param role whether the role is labelled
     */
    static boolean grants(ObjectMeta binding, RoleRef ref, boolean role, Reader subject) {
        return role
                && isLabelled(binding)
                && binding.getName().equals(ref.getName())
                && (binding.getNamespace() == null || NAMESPACES.contains(binding.getNamespace()))
                && isItsOwn(ref.getName(), subject);
    }

    private static boolean isItsOwn(String role, Reader subject) {
        return subject.kind() == Reader.Kind.ServiceAccount
                ? subject.namespace().equals(SYSTEM) && role.equals(CONTROLLER + subject.name())
                : PARTS.contains(subject) && ROLES.contains(role);
    }
}
