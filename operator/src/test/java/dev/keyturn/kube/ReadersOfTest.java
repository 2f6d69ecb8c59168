package dev.keyturn.kube;

import static dev.keyturn.kube.Rbac.GET_SECRETS;
import static dev.keyturn.kube.Rbac.account;
import static dev.keyturn.kube.Rbac.binding;
import static dev.keyturn.kube.Rbac.clusterBinding;
import static dev.keyturn.kube.Rbac.group;
import static dev.keyturn.kube.Rbac.role;
import static dev.keyturn.kube.Rbac.user;
import static dev.keyturn.kube.Readership.CLUSTER_READER;
import static dev.keyturn.kube.Readership.EDIT;
import static dev.keyturn.kube.Readership.READER;
import static dev.keyturn.kube.Readership.WEB;
import static dev.keyturn.kube.Readership.WEB_TEXT;
import static dev.keyturn.kube.Readership.known;
import static dev.keyturn.kube.Readership.listed;
import static dev.keyturn.kube.Readership.readers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is taken for a reader, by the roles and the bindings there are. */
final class ReadersOfTest {

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

    private static RoleBinding withoutSubjects() {
        var binding = binding("shop", "b", "Role/reader", "");
        binding.setSubjects(null);
        return binding;
    }
}
