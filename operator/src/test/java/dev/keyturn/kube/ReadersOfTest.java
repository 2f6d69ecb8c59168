package dev.keyturn.kube;

import static dev.keyturn.kube.Rbac.EVERYTHING;
import static dev.keyturn.kube.Rbac.GET_SECRETS;
import static dev.keyturn.kube.Rbac.account;
import static dev.keyturn.kube.Rbac.binding;
import static dev.keyturn.kube.Rbac.clusterBinding;
import static dev.keyturn.kube.Rbac.clusterRole;
import static dev.keyturn.kube.Rbac.group;
import static dev.keyturn.kube.Rbac.labelled;
import static dev.keyturn.kube.Rbac.role;
import static dev.keyturn.kube.Rbac.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReadersOfTest {

    private static final Reader KEYTURN = Reader.serviceAccount("keyturn-system", "keyturn");
    private static final String WEB = account("shop", "web");
    private static final String WEB_TEXT = "ServiceAccount/shop/web";
    private static final Role READER = role("shop", "reader", GET_SECRETS);
    private static final ClusterRole CLUSTER_READER = clusterRole("reader", GET_SECRETS);
    private static final ClusterRole ADMIN = labelled(clusterRole("cluster-admin", EVERYTHING));
    private static final ClusterRole EDIT = labelled(clusterRole("edit", GET_SECRETS));

    @ParameterizedTest
    @MethodSource
    void areListed(List<HasMetadata> objects, String... expected) {
        assertThat(known("shop", objects)).isEqualTo(new Listing.Known(readers(expected), List.of(), true));
    }

    static Stream<Arguments> areListed() {
        return Stream.of(
                listed("nobody, without a binding", List.of(READER, CLUSTER_READER)),
                listed("a Role's subject", List.of(READER, binding("shop", "b", "Role/reader", WEB)), WEB_TEXT),
                listed(
                        "a ClusterRole's subject in the namespace",
                        List.of(CLUSTER_READER, binding("shop", "b", "ClusterRole/reader", WEB)),
                        WEB_TEXT),
                listed(
                        "a ClusterRole's subject in the cluster",
                        List.of(CLUSTER_READER, clusterBinding("b", "ClusterRole/reader", WEB)),
                        WEB_TEXT),
                listed(
                        "nobody of another namespace's binding",
                        List.of(CLUSTER_READER, binding("other", "b", "ClusterRole/reader", WEB))),
                listed(
                        "nobody of another namespace's Role",
                        List.of(role("other", "reader", GET_SECRETS), binding("shop", "b", "Role/reader", WEB))),
                listed("nobody of a role that is not there", List.of(binding("shop", "b", "Role/reader", WEB))),
                listed(
                        "nobody of a ClusterRole that is not there",
                        List.of(clusterBinding("b", "ClusterRole/reader", WEB))),
                listed(
                        "nobody of a Role, where the ClusterRole of that name reads",
                        List.of(CLUSTER_READER, role("shop", "reader", ""), binding("shop", "b", "Role/reader", WEB))),
                listed(
                        "nobody of a ClusterRole, where the Role of that name reads",
                        List.of(READER, binding("shop", "b", "ClusterRole/reader", WEB))),
                listed(
                        "nobody of a Role bound in the cluster, which Kubernetes does not know",
                        List.of(READER, clusterBinding("b", "Role/reader", WEB))),
                listed(
                        "nobody of a role that does not read",
                        List.of(
                                role("shop", "writer", "{apiGroups: [\"\"], resources: [secrets], verbs: [update]}"),
                                binding("shop", "b", "Role/writer", WEB))),
                listed(
                        "who may read this Secret alone",
                        List.of(
                                role(
                                        "shop",
                                        "one",
                                        "{apiGroups: [\"\"], resources: [secrets], resourceNames: [checkout], verbs: [get]}"),
                                binding("shop", "b", "Role/one", WEB)),
                        WEB_TEXT),
                listed(
                        "all subjects of a binding, groups first",
                        List.of(
                                READER,
                                binding(
                                        "shop",
                                        "b",
                                        "Role/reader",
                                        String.join(",", WEB, user("jane"), group("platform"), account("ci", "bot")))),
                        "Group/platform",
                        "User/jane",
                        "ServiceAccount/ci/bot",
                        WEB_TEXT),
                listed(
                        "a ServiceAccount that names no namespace, of the binding's",
                        List.of(READER, binding("shop", "b", "Role/reader", "{kind: ServiceAccount, name: web}")),
                        WEB_TEXT),
                listed(
                        "no ServiceAccount without a namespace in the cluster",
                        List.of(
                                CLUSTER_READER,
                                clusterBinding("b", "ClusterRole/reader", "{kind: ServiceAccount, name: web}"))),
                listed(
                        "a user who is a ServiceAccount, once",
                        List.of(
                                READER,
                                binding(
                                        "shop",
                                        "b",
                                        "Role/reader",
                                        WEB + "," + user("system:serviceaccount:shop:web"))),
                        WEB_TEXT),
                listed(
                        "who was granted it twice, once",
                        List.of(
                                READER,
                                CLUSTER_READER,
                                binding("shop", "a", "Role/reader", WEB),
                                binding("shop", "b", "Role/reader", WEB),
                                clusterBinding("c", "ClusterRole/reader", WEB)),
                        WEB_TEXT),
                listed(
                        "a user, whatever namespace stands beside",
                        List.of(
                                READER,
                                binding("shop", "b", "Role/reader", "{kind: User, namespace: shop, name: jane}")),
                        "User/jane"),
                listed(
                        "no subject of a kind that Kubernetes does not know, or without a name",
                        List.of(
                                READER,
                                binding(
                                        "shop",
                                        "b",
                                        "Role/reader",
                                        "{kind: Robot, name: r}, {kind: User, name: \"\"}"))),
                listed("nobody of an empty binding", List.of(READER, binding("shop", "b", "Role/reader", ""))),
                listed("nobody of a binding without subjects", List.of(READER, withoutSubjects())),
                listed(
                        "a group of the role edit",
                        List.of(EDIT, clusterBinding("b", "ClusterRole/edit", group("devs"))),
                        "Group/devs"),
                listed(
                        "everybody",
                        List.of(
                                CLUSTER_READER,
                                clusterBinding("b", "ClusterRole/reader", group("system:authenticated"))),
                        "Group/system:authenticated"));
    }

    @ParameterizedTest
    @MethodSource
    void areSetApart(String namespace, List<HasMetadata> objects, String... expected) {
        assertThat(known(namespace, objects)).isEqualTo(new Listing.Known(List.of(), readers(expected), true));
    }

    static Stream<Arguments> areSetApart() {
        return Stream.of(
                apart(
                        "administrators of the cluster",
                        List.of(
                                ADMIN,
                                clusterBinding("cluster-admin", "ClusterRole/cluster-admin", group("system:masters")),
                                clusterBinding("ops", "ClusterRole/cluster-admin", group("ops") + "," + WEB)),
                        "Group/ops",
                        "Group/system:masters",
                        WEB_TEXT),
                apart(
                        "system:masters, whatever else is bound to it",
                        List.of(READER, binding("shop", "b", "Role/reader", group("system:masters"))),
                        "Group/system:masters"),
                apart(
                        "Keyturn, by any role",
                        List.of(
                                CLUSTER_READER,
                                clusterBinding("b", "ClusterRole/reader", account("keyturn-system", "keyturn"))),
                        "ServiceAccount/keyturn-system/keyturn"),
                apart(
                        "the controller manager",
                        byDefault("system:kube-controller-manager", user("system:kube-controller-manager")),
                        "User/system:kube-controller-manager"),
                apart(
                        "the scheduler, by a role of another name",
                        byDefault("system:volume-scheduler", user("system:kube-scheduler")),
                        "User/system:kube-scheduler"),
                apart("nodes", byDefault("system:node", group("system:nodes")), "Group/system:nodes"),
                apart(
                        "a controller",
                        byDefault(
                                "system:controller:namespace-controller",
                                account("kube-system", "namespace-controller")),
                        "ServiceAccount/kube-system/namespace-controller"),
                argumentSet(
                        "a controller in a namespace of Kubernetes",
                        "kube-system",
                        List.of(
                                labelled(role("kube-system", "system:controller:token-cleaner", GET_SECRETS)),
                                labelled(binding(
                                        "kube-system",
                                        "system:controller:token-cleaner",
                                        "Role/system:controller:token-cleaner",
                                        account("kube-system", "token-cleaner")))),
                        new String[] {"ServiceAccount/kube-system/token-cleaner"}));
    }

    /** What pretends to be Kubernetes' own, or an administrator's. */
    @ParameterizedTest
    @MethodSource
    void areNotSetApart(List<HasMetadata> objects, String... expected) {
        assertThat(known("shop", objects).readers()).isEqualTo(readers(expected));
    }

    static Stream<Arguments> areNotSetApart() {
        var controller = "system:controller:namespace-controller";
        var itsAccount = account("kube-system", "namespace-controller");
        var text = "ServiceAccount/kube-system/namespace-controller";
        return Stream.of(
                listed(
                        "who is cluster-admin in this namespace alone",
                        List.of(ADMIN, binding("shop", "b", "ClusterRole/cluster-admin", WEB)),
                        WEB_TEXT),
                listed(
                        "an administrator of the cluster who was granted it by another role, too",
                        List.of(
                                ADMIN,
                                READER,
                                binding("shop", "a", "Role/reader", WEB),
                                clusterBinding("b", "ClusterRole/cluster-admin", WEB)),
                        WEB_TEXT),
                listed(
                        "everybody, where everybody is an administrator",
                        List.of(
                                ADMIN,
                                clusterBinding(
                                        "b",
                                        "ClusterRole/cluster-admin",
                                        String.join(
                                                ",",
                                                user("system:anonymous"),
                                                group("system:serviceaccounts"),
                                                group("system:unauthenticated"),
                                                group("system:authenticated")))),
                        "Group/system:authenticated",
                        "Group/system:serviceaccounts",
                        "Group/system:unauthenticated",
                        "User/system:anonymous"),
                listed(
                        "a subject that somebody has put into a default binding",
                        byDefault(controller, itsAccount + "," + WEB + "," + user("jane")),
                        "User/jane",
                        WEB_TEXT),
                listed(
                        "another of Kubernetes' accounts in a controller's binding",
                        byDefault(controller, account("kube-system", "default")),
                        "ServiceAccount/kube-system/default"),
                listed(
                        "a controller's name in another namespace",
                        byDefault(controller, account("shop", "namespace-controller")),
                        "ServiceAccount/shop/namespace-controller"),
                listed(
                        "a group of a name that Kubernetes keeps for itself",
                        byDefault("system:kube-controller-manager", group("system:friends")),
                        "Group/system:friends"),
                listed(
                        "all the accounts of kube-system",
                        byDefault("system:kube-controller-manager", group("system:serviceaccounts:kube-system")),
                        "Group/system:serviceaccounts:kube-system"),
                listed(
                        "a controller, by a binding without the label",
                        List.of(
                                labelled(clusterRole(controller, EVERYTHING)),
                                clusterBinding(controller, "ClusterRole/" + controller, itsAccount)),
                        text),
                listed(
                        "a controller, by a role without the label",
                        List.of(
                                clusterRole(controller, EVERYTHING),
                                labelled(clusterBinding(controller, "ClusterRole/" + controller, itsAccount))),
                        text),
                listed(
                        "a controller, by a labelled binding of a name of its own",
                        List.of(
                                labelled(clusterRole(controller, EVERYTHING)),
                                labelled(clusterBinding("mine", "ClusterRole/" + controller, itsAccount))),
                        text),
                listed(
                        "a controller, by a role that Kubernetes makes for users",
                        List.of(EDIT, labelled(clusterBinding("edit", "ClusterRole/edit", itsAccount))),
                        text),
                listed(
                        "the controller manager, by a labelled binding of another role",
                        List.of(
                                EDIT,
                                labelled(clusterBinding(
                                        "edit", "ClusterRole/edit", user("system:kube-controller-manager")))),
                        "User/system:kube-controller-manager"),
                listed(
                        "whoever a labelled binding of a tenant names",
                        List.of(
                                labelled(clusterRole(controller, EVERYTHING)),
                                labelled(role("shop", controller, EVERYTHING)),
                                labelled(binding("shop", controller, "Role/" + controller, itsAccount))),
                        text),
                listed(
                        "another account of Keyturn's namespace",
                        List.of(
                                CLUSTER_READER,
                                clusterBinding(
                                        "b",
                                        "ClusterRole/reader",
                                        account("keyturn-system", "default") + ","
                                                + group("system:serviceaccounts:keyturn-system"))),
                        "Group/system:serviceaccounts:keyturn-system",
                        "ServiceAccount/keyturn-system/default"));
    }

    @Test
    void whereClusterRolesAreHiddenTheBuiltInOnesReadSecretsAndOthersDoNot() {
        var seen = new ReadersOf(new Target("shop", "checkout"), Optional.empty());
        seen.withoutClusterRoles();
        Stream.of("cluster-admin", "admin", "edit", "view", "custom")
                .forEach(name -> seen.binding(binding("shop", name, "ClusterRole/" + name, user(name))));

        assertThat(seen.known(false))
                .isEqualTo(
                        new Listing.Known(readers("User/admin", "User/cluster-admin", "User/edit"), List.of(), false));
    }

    @Test
    void withoutKnowingItselfKeyturnIsAReaderLikeOthers() {
        var seen = new ReadersOf(new Target("shop", "checkout"), Optional.empty());
        seen.role(READER);
        seen.binding(binding("shop", "b", "Role/reader", account("keyturn-system", "keyturn")));

        assertThat(seen.known(true).readers()).containsExactly(KEYTURN);
    }

    private static RoleBinding withoutSubjects() {
        var binding = binding("shop", "b", "Role/reader", "");
        binding.setSubjects(null);
        return binding;
    }

    /** As Kubernetes makes them, but for the subjects. */
    private static List<HasMetadata> byDefault(String name, String subjects) {
        return List.of(
                labelled(clusterRole(name, EVERYTHING)),
                labelled(clusterBinding(name, "ClusterRole/" + name, subjects)));
    }

    private static Arguments listed(String name, List<HasMetadata> objects, String... readers) {
        return argumentSet(name, objects, readers);
    }

    private static Arguments apart(String name, List<HasMetadata> objects, String... readers) {
        return argumentSet(name, "shop", objects, readers);
    }

    private static List<Reader> readers(String... texts) {
        return Stream.of(texts).map(text -> Reader.parse(text).orElseThrow()).toList();
    }

    private static Listing.Known known(String namespace, List<HasMetadata> objects) {
        var seen = new ReadersOf(new Target(namespace, "checkout"), Optional.of(KEYTURN));
        only(Role.class, objects).forEach(seen::role);
        only(ClusterRole.class, objects).forEach(seen::clusterRole);
        only(RoleBinding.class, objects).forEach(seen::binding);
        only(ClusterRoleBinding.class, objects).forEach(seen::clusterBinding);
        return seen.known(true);
    }

    private static <T> Stream<T> only(Class<T> type, List<HasMetadata> objects) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }
}
