package dev.keyturn.kube;

import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out who may read a Secret. It is shown every role, then every binding, and keeps of the roles the names of those that read the Secret,
 * and of the bindings the subjects.
 *
 * <p>A reader is set apart if each of its grants is: by Kubernetes to itself, or of {@code cluster-admin} in the whole cluster to some,
 * not to everybody. In one namespace {@code cluster-admin} is a role like any other, which an administrator of that namespace may give away. A
 * member of {@code system:masters} may do everything, whatever a binding says.
 */
final class ReadersOf {

    private static final String CLUSTER_ADMIN = "cluster-admin";
    private static final Reader MASTERS = Reader.group("system:masters");

    /** Of the roles that Kubernetes makes for users: those with a right to read Secrets. */
    private static final List<String> BUILT_IN = List.of(CLUSTER_ADMIN, "admin", "edit");

    private static final Set<Reader> EVERYBODY = Set.of(
            Reader.group("system:authenticated"),
            Reader.group("system:unauthenticated"),
            Reader.group("system:serviceaccounts"),
            Reader.user("system:anonymous"));

    private final Target target;
    private final Optional<Reader> self;

    /** Those that read the Secret, by name, and whether they are labelled as Kubernetes' own. */
    private final Map<String, Boolean> roles = new HashMap<>();

    private final Map<String, Boolean> clusterRoles = new HashMap<>();

    /** Whether all that a reader was granted sets it apart. */
    private final SortedMap<Reader, Boolean> apart = new TreeMap<>();

    ReadersOf(Target target, Optional<Reader> self) {
        this.target = target;
        this.self = self;
    }

    void role(Role role) {
        if (isHere(role.getMetadata()) && SecretRules.read(role.getRules(), target.secretName())) {
            roles.put(role.getMetadata().getName(), Bootstrapped.isLabelled(role.getMetadata()));
        }
    }

    void clusterRole(ClusterRole role) {
        if (SecretRules.read(role.getRules(), target.secretName())) {
            clusterRoles.put(role.getMetadata().getName(), Bootstrapped.isLabelled(role.getMetadata()));
        }
    }

    /** Cluster roles may not be looked at: those that every cluster has are taken to be as Kubernetes makes them. */
    void withoutClusterRoles() {
        BUILT_IN.forEach(name -> clusterRoles.putIfAbsent(name, false));
    }

    void binding(RoleBinding binding) {
        if (isHere(binding.getMetadata())) {
            granted(binding.getMetadata(), binding.getRoleRef(), binding.getSubjects());
        }
    }

    void clusterBinding(ClusterRoleBinding binding) {
        granted(binding.getMetadata(), binding.getRoleRef(), binding.getSubjects());
    }

    Listing.Known known(boolean complete) {
        return new Listing.Known(those(false), those(true), complete);
    }

    private List<Reader> those(boolean setApart) {
        return apart.entrySet().stream()
                .filter(entry -> entry.getValue() == setApart)
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isHere(ObjectMeta meta) {
        return target.namespace().equals(meta.getNamespace());
    }

    private void granted(ObjectMeta binding, RoleRef ref, @Nullable List<Subject> subjects) {
        var labelled = switch (ref.getKind()) {
            case "Role" -> binding.getNamespace() == null ? null : roles.get(ref.getName());
            case "ClusterRole" -> clusterRoles.get(ref.getName());
            default -> null;
        };
        if (labelled == null || subjects == null) {
            return;
        }
        subjects.stream()
                .flatMap(subject -> reader(subject, binding).stream())
                .forEach(reader ->
                        apart.merge(reader, isSetApart(reader, binding, ref, labelled), (one, other) -> one && other));
    }

    /** Of a kind that Kubernetes knows; a ServiceAccount without a namespace is one of the binding's own, if that has one. */
    private static Optional<Reader> reader(Subject subject, ObjectMeta binding) {
        if (subject.getName() == null || subject.getName().isEmpty()) {
            return Optional.empty();
        }
        return switch (subject.getKind()) {
            case "User" -> Optional.of(Reader.user(subject.getName()));
            case "Group" -> Optional.of(Reader.group(subject.getName()));
            case "ServiceAccount" ->
                Optional.ofNullable(subject.getNamespace())
                        .filter(namespace -> !namespace.isEmpty())
                        .or(() -> Optional.ofNullable(binding.getNamespace()))
                        .map(namespace -> Reader.serviceAccount(namespace, subject.getName()));
            default -> Optional.empty();
        };
    }

    private boolean isSetApart(Reader reader, ObjectMeta binding, RoleRef ref, boolean labelled) {
        return reader.equals(MASTERS)
                || self.filter(reader::equals).isPresent()
                || (binding.getNamespace() == null
                        && ref.getName().equals(CLUSTER_ADMIN)
                        && !EVERYBODY.contains(reader))
                || Bootstrapped.grants(binding, ref, labelled, reader);
    }
}
