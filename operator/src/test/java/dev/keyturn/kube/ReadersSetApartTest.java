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
import static dev.keyturn.kube.Readership.CLUSTER_READER;
import static dev.keyturn.kube.Readership.EDIT;
import static dev.keyturn.kube.Readership.KEYTURN;
import static dev.keyturn.kube.Readership.READER;
import static dev.keyturn.kube.Readership.WEB;
import static dev.keyturn.kube.Readership.WEB_TEXT;
import static dev.keyturn.kube.Readership.known;
import static dev.keyturn.kube.Readership.listed;
import static dev.keyturn.kube.Readership.readers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which readers are set apart, as they are Kubernetes' own, administrators or Keyturn, and who only looks like them. */
final class ReadersSetApartTest {

    private static final ClusterRole ADMIN = labelled(clusterRole("cluster-admin", EVERYTHING));

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
    void withoutKnowingItselfKeyturnIsAReaderLikeOthers() {
        var seen = new ReadersOf(new Target("shop", "checkout"), Optional.empty());
        seen.role(READER);
        seen.binding(binding("shop", "b", "Role/reader", account("keyturn-system", "keyturn")));

        assertThat(seen.known(true).readers()).containsExactly(KEYTURN);
    }

    /** As Kubernetes makes them, but for the subjects. */
    private static List<HasMetadata> byDefault(String name, String subjects) {
        return List.of(
                labelled(clusterRole(name, EVERYTHING)),
                labelled(clusterBinding(name, "ClusterRole/" + name, subjects)));
    }

    private static Arguments apart(String name, List<HasMetadata> objects, String... readers) {
        return argumentSet(name, "shop", objects, readers);
    }
}
