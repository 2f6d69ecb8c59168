package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.rbac.AggregationRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@ClusterTest
final class ReadersClusterTest extends ReadersStage {

    private static final String RBAC = "{apiGroups: [rbac.authorization.k8s.io], verbs: [list], resources: ";

    ReadersClusterTest(ControlPlane cluster, KubernetesClient client) {
        super(cluster, client);
    }

    @Test
    void whoIsBoundInTheClusterIsThereUntilTheBindingGoes() {
        var web = Reader.serviceAccount(namespace(), "web");
        make(Rbac.clusterRole(namespace(), SECRETS + "[list]}"));
        var binding = Rbac.clusterBinding(namespace(), "ClusterRole/" + namespace(), Rbac.account(namespace(), "web"));

        assertThat(known().readers()).doesNotContain(web);
        make(binding);
        assertThat(known().readers()).contains(web);
        client.resource(binding).delete();
        assertThat(known().readers()).doesNotContain(web);
    }

    @Test
    void whatKubernetesAndAdministratorsHaveIsSetApart() {
        var known = known();

        assertThat(known.complete()).isTrue();
        assertThat(known.setApart())
                .contains(
                        Reader.group("system:masters"),
                        Reader.user("system:kube-controller-manager"),
                        Reader.serviceAccount("kube-system", "generic-garbage-collector"),
                        Reader.serviceAccount("kube-system", "namespace-controller"),
                        Reader.serviceAccount("kube-system", "resourcequota-controller"));
        assertThat(known.readers())
                .noneMatch(reader -> reader.name().startsWith("system:"))
                .noneMatch(reader -> reader.namespace().equals("kube-system"))
                .doesNotContainAnyElementsOf(known.setApart());
        // Its own controllers have Roles in a namespace of their own.
        assertThat(readers().of(new Target("kube-system", "any")))
                .isInstanceOfSatisfying(
                        Listing.Known.class,
                        there -> assertThat(there.setApart())
                                .contains(Reader.serviceAccount("kube-system", "token-cleaner")));
    }

    /** The controller manager fills aggregated roles: at the start those of Kubernetes, and this one in a moment. */
    @Test
    void whoHasAnAggregatedRoleIsThere() {
        var part = Rbac.clusterRole(namespace() + "-part", SECRETS + "[watch]}");
        part.getMetadata().setLabels(Map.of("example.com/part-of", namespace()));
        make(part);
        var whole = Rbac.clusterRole(namespace(), "");
        whole.setAggregationRule(new AggregationRuleBuilder()
                .addNewClusterRoleSelector()
                .addToMatchLabels("example.com/part-of", namespace())
                .endClusterRoleSelector()
                .build());
        make(whole);
        make(Rbac.clusterBinding(namespace(), "ClusterRole/" + namespace(), Rbac.user("of-" + namespace())));
        make(Rbac.binding(namespace(), "devs", "ClusterRole/edit", Rbac.group("devs-of-" + namespace())));
        make(Rbac.binding(namespace(), "guests", "ClusterRole/view", Rbac.group("guests-of-" + namespace())));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(known().readers())
                        .contains(Reader.group("devs-of-" + namespace()), Reader.user("of-" + namespace()))
                        .doesNotContain(Reader.group("guests-of-" + namespace())));
    }

    @Test
    void pagesTellTheSameAsOneList() {
        assertThat(new KubeReaders(client, Optional.empty(), 7).of(target()))
                .isEqualTo(readers().of(target()));
    }

    @Test
    void withoutRightsInTheClusterTheNamespaceIsToldAndThatItIsNotAll() {
        make(Rbac.role(namespace(), "looks", RBAC + "[roles, rolebindings]}"));
        make(Rbac.binding(namespace(), "looks", "Role/looks", Rbac.account(namespace(), "default")));
        make(Rbac.role(namespace(), "reads", SECRETS + "[get]}"));
        make(Rbac.binding(namespace(), "reads", "Role/reads", Rbac.user("jane")));
        make(Rbac.binding(namespace(), "edits", "ClusterRole/edit", Rbac.group("devs")));
        make(Rbac.clusterRole(namespace(), SECRETS + "[get]}"));
        make(Rbac.clusterBinding(namespace(), "ClusterRole/" + namespace(), Rbac.user("unseen")));

        try (var keyturn = cluster.clientForServiceAccount(namespace(), "default")) {
            await().untilAsserted(() -> assertThat(new KubeReaders(keyturn, Optional.empty()).of(target()))
                    .isEqualTo(
                            new Listing.Known(List.of(Reader.group("devs"), Reader.user("jane")), List.of(), false)));
        }
    }

    @Test
    void theRightThatIsMissingIsNamed() {
        make(Rbac.role(namespace(), "looks", RBAC + "[roles]}"));
        make(Rbac.binding(namespace(), "looks", "Role/looks", Rbac.user("half")));

        try (var stranger = cluster.clientAs("stranger");
                var half = cluster.clientAs("half")) {
            assertThat(new KubeReaders(stranger, Optional.empty()).of(target()))
                    .isEqualTo(new Listing.Unknown("list roles.rbac.authorization.k8s.io in namespace " + namespace()));
            await().untilAsserted(() -> assertThat(new KubeReaders(half, Optional.empty()).of(target()))
                    .isEqualTo(new Listing.Unknown(
                            "list rolebindings.rbac.authorization.k8s.io in namespace " + namespace())));
        }
    }

    @Test
    void whoItIsAnybodyMayAsk() {
        try (var keyturn = cluster.clientForServiceAccount(namespace(), "default");
                var jane = cluster.clientAs("jane", "system:authenticated")) {
            assertThat(KubeIdentity.of(keyturn)).contains(Reader.serviceAccount(namespace(), "default"));
            assertThat(KubeIdentity.of(jane)).contains(Reader.user("jane"));
        }
    }
}
