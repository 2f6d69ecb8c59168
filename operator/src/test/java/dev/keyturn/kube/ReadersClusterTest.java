package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.AggregationRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class ReadersClusterTest {

    private static final String SECRETS = "{apiGroups: [\"\"], resources: [secrets], verbs: ";
    private static final String RBAC = "{apiGroups: [rbac.authorization.k8s.io], verbs: [list], resources: ";

    private final ControlPlane cluster;
    private final KubernetesClient client;
    private final List<HasMetadata> made = new ArrayList<>();
    private String namespace = "";

    ReadersClusterTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @BeforeEach
    void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @AfterEach
    void leaveNothingInTheCluster() {
        made.forEach(object -> client.resource(object).delete());
    }

    @Test
    void whoIsBoundInTheClusterIsThereUntilTheBindingGoes() {
        var web = Reader.serviceAccount(namespace, "web");
        make(Rbac.clusterRole(namespace, SECRETS + "[list]}"));
        var binding = Rbac.clusterBinding(namespace, "ClusterRole/" + namespace, Rbac.account(namespace, "web"));

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
        var part = Rbac.clusterRole(namespace + "-part", SECRETS + "[watch]}");
        part.getMetadata().setLabels(Map.of("example.com/part-of", namespace));
        make(part);
        var whole = Rbac.clusterRole(namespace, "");
        whole.setAggregationRule(new AggregationRuleBuilder()
                .addNewClusterRoleSelector()
                .addToMatchLabels("example.com/part-of", namespace)
                .endClusterRoleSelector()
                .build());
        make(whole);
        make(Rbac.clusterBinding(namespace, "ClusterRole/" + namespace, Rbac.user("of-" + namespace)));
        make(Rbac.binding(namespace, "devs", "ClusterRole/edit", Rbac.group("devs-of-" + namespace)));
        make(Rbac.binding(namespace, "guests", "ClusterRole/view", Rbac.group("guests-of-" + namespace)));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(known().readers())
                        .contains(Reader.group("devs-of-" + namespace), Reader.user("of-" + namespace))
                        .doesNotContain(Reader.group("guests-of-" + namespace)));
    }

    /** Each subject of each binding that Kubernetes has made, or this test. */
    @Test
    void theApiServerSaysTheSame() {
        make(Rbac.role(namespace, "lists", SECRETS + "[list], resourceNames: [checkout]}"));
        make(Rbac.role(namespace, "others", SECRETS + "[\"*\"], resourceNames: [other]}"));
        make(Rbac.role(namespace, "writes", SECRETS + "[create, update, delete]}"));
        make(Rbac.role(namespace, "everything", "{apiGroups: [\"*\"], resources: [\"*\"], verbs: [\"*\"]}"));
        make(Rbac.role(
                namespace, "parts", "{apiGroups: [\"\"], resources: [\"*/status\", \"secrets/x\"], verbs: [get]}"));
        Stream.of("lists", "others", "writes", "everything", "parts", "absent")
                .forEach(role -> make(Rbac.binding(namespace, role, "Role/" + role, someOf(role))));
        Stream.of("cluster-admin", "admin", "edit", "view")
                .forEach(role -> make(Rbac.binding(namespace, role, "ClusterRole/" + role, someOf(role))));
        make(Rbac.clusterBinding(namespace, "ClusterRole/edit", someOf("cluster")));
        make(Rbac.clusterBinding(namespace + "-admin", "ClusterRole/cluster-admin", someOf("administrators")));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var known = known();
            var listed = Stream.concat(known.readers().stream(), known.setApart().stream())
                    .collect(Collectors.toSet());
            var subjects = subjects();
            assertThat(subjects).hasSizeGreaterThan(40);
            assertThat(subjects.stream().filter(listed::contains))
                    .containsExactlyElementsOf(
                            subjects.stream().filter(this::mayRead).toList());
            assertThat(known.readers())
                    .contains(Reader.user("lists"), Reader.user("cluster-admin"), Reader.user("cluster"));
            assertThat(known.setApart()).contains(Reader.user("administrators"));
        });
    }

    @Test
    void aListByNameIsGrantedByARuleWithThatName() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("checkout")
                        .endMetadata()
                        .addToStringData("a", "b")
                        .build())
                .create();
        make(Rbac.role(namespace, "lists", SECRETS + "[list], resourceNames: [checkout]}"));
        make(Rbac.binding(namespace, "lists", "Role/lists", Rbac.user("lister")));

        try (var lister = cluster.clientAs("lister")) {
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(lister.secrets()
                                    .inNamespace(namespace)
                                    .list(new ListOptionsBuilder()
                                            .withFieldSelector("metadata.name=checkout")
                                            .build())
                                    .getItems())
                            .singleElement()
                            .satisfies(secret -> assertThat(secret.getData()).containsKey("a")));
        }
        assertThat(known().readers()).contains(Reader.user("lister"));
    }

    @Test
    void pagesTellTheSameAsOneList() {
        assertThat(new KubeReaders(client, Optional.empty(), 7).of(target()))
                .isEqualTo(readers().of(target()));
    }

    @Test
    void withoutRightsInTheClusterTheNamespaceIsToldAndThatItIsNotAll() {
        make(Rbac.role(namespace, "looks", RBAC + "[roles, rolebindings]}"));
        make(Rbac.binding(namespace, "looks", "Role/looks", Rbac.account(namespace, "default")));
        make(Rbac.role(namespace, "reads", SECRETS + "[get]}"));
        make(Rbac.binding(namespace, "reads", "Role/reads", Rbac.user("jane")));
        make(Rbac.binding(namespace, "edits", "ClusterRole/edit", Rbac.group("devs")));
        make(Rbac.clusterRole(namespace, SECRETS + "[get]}"));
        make(Rbac.clusterBinding(namespace, "ClusterRole/" + namespace, Rbac.user("unseen")));

        try (var keyturn = cluster.clientForServiceAccount(namespace, "default")) {
            await().untilAsserted(() -> assertThat(new KubeReaders(keyturn, Optional.empty()).of(target()))
                    .isEqualTo(
                            new Listing.Known(List.of(Reader.group("devs"), Reader.user("jane")), List.of(), false)));
        }
    }

    @Test
    void theRightThatIsMissingIsNamed() {
        make(Rbac.role(namespace, "looks", RBAC + "[roles]}"));
        make(Rbac.binding(namespace, "looks", "Role/looks", Rbac.user("half")));

        try (var stranger = cluster.clientAs("stranger");
                var half = cluster.clientAs("half")) {
            assertThat(new KubeReaders(stranger, Optional.empty()).of(target()))
                    .isEqualTo(new Listing.Unknown("list roles.rbac.authorization.k8s.io in namespace " + namespace));
            await().untilAsserted(() -> assertThat(new KubeReaders(half, Optional.empty()).of(target()))
                    .isEqualTo(new Listing.Unknown(
                            "list rolebindings.rbac.authorization.k8s.io in namespace " + namespace)));
        }
    }

    @Test
    void whoItIsAnybodyMayAsk() {
        try (var keyturn = cluster.clientForServiceAccount(namespace, "default");
                var jane = cluster.clientAs("jane", "system:authenticated")) {
            assertThat(KubeIdentity.of(keyturn)).contains(Reader.serviceAccount(namespace, "default"));
            assertThat(KubeIdentity.of(jane)).contains(Reader.user("jane"));
        }
    }

    private void make(HasMetadata object) {
        client.resource(object).create();
        made.add(object);
    }

    /** A user, a group and two ServiceAccounts, one of them by its user's name. */
    private String someOf(String name) {
        return String.join(
                ",",
                Rbac.user(name),
                Rbac.group(name),
                Rbac.account(namespace, name),
                Rbac.user("system:serviceaccount:" + namespace + ":" + name + "-2"));
    }

    private Target target() {
        return new Target(namespace, "checkout");
    }

    private KubeReaders readers() {
        return new KubeReaders(client, Optional.empty());
    }

    private Listing.Known known() {
        return (Listing.Known) readers().of(target());
    }

    private Set<Reader> subjects() {
        var ofCluster = client.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(binding -> Bootstrapped.isLabelled(binding.getMetadata())
                        || binding.getMetadata().getName().startsWith(namespace))
                .flatMap(binding -> binding.getSubjects().stream());
        var ofNamespace = client.rbac().roleBindings().inNamespace(namespace).list().getItems().stream()
                .flatMap(binding -> binding.getSubjects().stream());
        return Stream.concat(ofCluster, ofNamespace)
                .map(ReadersClusterTest::reader)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Reader reader(Subject subject) {
        return subject.getKind().equals("ServiceAccount")
                ? Reader.serviceAccount(subject.getNamespace(), subject.getName())
                : new Reader(Reader.Kind.valueOf(subject.getKind()), "", subject.getName());
    }

    private boolean mayRead(Reader reader) {
        return Stream.of("get", "list", "watch").anyMatch(verb -> isAllowed(reader, verb));
    }

    private boolean isAllowed(Reader reader, String verb) {
        var review = new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(
                        switch (reader.kind()) {
                            case Group -> "nobody-in-particular";
                            case User -> reader.name();
                            case ServiceAccount -> "system:serviceaccount:" + reader.namespace() + ":" + reader.name();
                        })
                .withGroups(reader.kind() == Reader.Kind.Group ? List.of(reader.name()) : List.of())
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withResource("secrets")
                .withName("checkout")
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
        return client.authorization()
                .v1()
                .subjectAccessReview()
                .create(review)
                .getStatus()
                .getAllowed();
    }
}
