package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Reader;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is listed is whom the API server lets read. */
@ClusterTest
final class ReadersReviewedClusterTest extends ReadersStage {

    ReadersReviewedClusterTest(ControlPlane cluster, KubernetesClient client) {
        super(cluster, client);
    }

    /** Each subject of each binding that Kubernetes has made, or this test. */
    @Test
    void theApiServerSaysTheSame() {
        make(Rbac.role(namespace(), "lists", SECRETS + "[list], resourceNames: [checkout]}"));
        make(Rbac.role(namespace(), "others", SECRETS + "[\"*\"], resourceNames: [other]}"));
        make(Rbac.role(namespace(), "writes", SECRETS + "[create, update, delete]}"));
        make(Rbac.role(namespace(), "everything", "{apiGroups: [\"*\"], resources: [\"*\"], verbs: [\"*\"]}"));
        make(Rbac.role(
                namespace(), "parts", "{apiGroups: [\"\"], resources: [\"*/status\", \"secrets/x\"], verbs: [get]}"));
        Stream.of("lists", "others", "writes", "everything", "parts", "absent")
                .forEach(role -> make(Rbac.binding(namespace(), role, "Role/" + role, someOf(role))));
        Stream.of("cluster-admin", "admin", "edit", "view")
                .forEach(role -> make(Rbac.binding(namespace(), role, "ClusterRole/" + role, someOf(role))));
        make(Rbac.clusterBinding(namespace(), "ClusterRole/edit", someOf("cluster")));
        make(Rbac.clusterBinding(namespace() + "-admin", "ClusterRole/cluster-admin", someOf("administrators")));

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
                        .withNamespace(namespace())
                        .withName("checkout")
                        .endMetadata()
                        .addToStringData("a", "b")
                        .build())
                .create();
        make(Rbac.role(namespace(), "lists", SECRETS + "[list], resourceNames: [checkout]}"));
        make(Rbac.binding(namespace(), "lists", "Role/lists", Rbac.user("lister")));

        try (var lister = cluster.clientAs("lister")) {
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(lister.secrets()
                                    .inNamespace(namespace())
                                    .list(new ListOptionsBuilder()
                                            .withFieldSelector("metadata.name=checkout")
                                            .build())
                                    .getItems())
                            .singleElement()
                            .satisfies(secret -> assertThat(secret.getData()).containsKey("a")));
        }
        assertThat(known().readers()).contains(Reader.user("lister"));
    }

    /** A user, a group and two ServiceAccounts, one of them by its user's name. */
    private String someOf(String name) {
        return String.join(
                ",",
                Rbac.user(name),
                Rbac.group(name),
                Rbac.account(namespace(), name),
                Rbac.user("system:serviceaccount:" + namespace() + ":" + name + "-2"));
    }

    private Set<Reader> subjects() {
        var ofCluster = client.rbac().clusterRoleBindings().list().getItems().stream()
                .filter(binding -> Bootstrapped.isLabelled(binding.getMetadata())
                        || binding.getMetadata().getName().startsWith(namespace()))
                .flatMap(binding -> binding.getSubjects().stream());
        var ofNamespace = client.rbac().roleBindings().inNamespace(namespace()).list().getItems().stream()
                .flatMap(binding -> binding.getSubjects().stream());
        return Stream.concat(ofCluster, ofNamespace)
                .map(ReadersReviewedClusterTest::reader)
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
                .withNamespace(namespace())
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
