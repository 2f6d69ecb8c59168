package dev.keyturn.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ClusterTest
final class ControlPlaneTest {
    private final ControlPlane cluster;
    private final KubernetesClient client;
    private String namespace = "";

    ControlPlaneTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @BeforeEach
    void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @Test
    void kubectlIsOfTheSameReleaseAndAppliesOnTheServer() {
        var manifest = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: applied, namespace: %s}
                data: {colour: green}
                """.formatted(namespace);

        var applied = cluster.kubectlReading(manifest, "apply", "--server-side", "-f", "-");

        assertThat(applied).isEqualTo(new Output(0, "configmap/applied serverside-applied\n", ""));
        assertThat(cluster.kubectl("version").orFail()).contains("Client Version: v1.36.3", "Server Version: v1.36.3");
        assertThat(cluster.kubectl("get", "configmap", "absent", "-n", namespace))
                .isEqualTo(new Output(1, "", "Error from server (NotFound): configmaps \"absent\" not found\n"));
    }

    @Test
    void aDeploymentMakesAReplicaSetAndPodsThatStayPending() {
        cluster.kubectl("create", "deployment", "web", "--image=web", "--replicas=2", "-n", namespace)
                .orFail();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                client.pods().inNamespace(namespace).list().getItems())
                        .hasSize(2)
                        .allSatisfy(pod -> {
                            assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
                            assertThat(pod.getMetadata().getOwnerReferences())
                                    .singleElement()
                                    .satisfies(
                                            owner -> assertThat(owner.getKind()).isEqualTo("ReplicaSet"));
                        }));
    }

    @Test
    void aServiceAccountMayDoWhatItWasGivenAndNothingElse() {
        var log = cluster.auditLog().fromHere();
        client.resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("reader")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        cluster.kubectl(
                        "create",
                        "rolebinding",
                        "view",
                        "--clusterrole=view",
                        "--serviceaccount=" + namespace + ":reader",
                        "-n",
                        namespace)
                .orFail();

        try (var reader = cluster.clientForServiceAccount(namespace, "reader")) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsMatching(ControlPlaneTest::isForbidden)
                    .untilAsserted(() -> assertThat(reader.configMaps()
                                    .inNamespace(namespace)
                                    .list()
                                    .getItems())
                            .isNotEmpty());
            assertThatThrownBy(() -> reader.secrets().inNamespace(namespace).list())
                    .matches(ControlPlaneTest::isForbidden, "is forbidden");
        }

        var user = "system:serviceaccount:" + namespace + ":reader";
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(log.calls(call -> call.user().equals(user)))
                        .anySatisfy(call -> assertThat(call)
                                .returns("list", AuditLog.Call::verb)
                                .returns("secrets", AuditLog.Call::resource)
                                .returns(namespace, AuditLog.Call::namespace)
                                .returns(403, AuditLog.Call::code)
                                .returns(false, AuditLog.Call::writes)));
    }

    @Test
    void aUserIsRefusedUntilAGroupOfItsMayDoEverything() {
        try (var stranger = cluster.clientAs("stranger");
                var administrator = cluster.clientAs("stranger", "system:masters")) {
            assertThatThrownBy(() -> stranger.namespaces().list())
                    .matches(ControlPlaneTest::isForbidden, "is forbidden");
            assertThat(administrator.namespaces().withName(namespace).get()).isNotNull();
        }
    }

    @Test
    void aFileForAServiceAccountMakesKubectlActAsIt() {
        var kubeconfig = cluster.kubeconfigForServiceAccount(namespace, "default");

        var who = cluster.kubectl(
                "--kubeconfig", kubeconfig.toString(), "auth", "whoami", "-o", "jsonpath={.status.userInfo.username}");

        assertThat(who.orFail()).isEqualTo("system:serviceaccount:" + namespace + ":default");
    }

    @Test
    void aSecretGoesWithItsOwner() {
        var owner = client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("owner")
                        .withNamespace(namespace)
                        .endMetadata()
                        .build())
                .create();
        var owned = client.resource(new SecretBuilder()
                .withNewMetadata()
                .withName("owned")
                .withNamespace(namespace)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("owner")
                        .withUid(owner.getMetadata().getUid())
                        .build())
                .endMetadata()
                .build());
        owned.create();

        client.resource(owner).delete();

        await().atMost(Duration.ofSeconds(60)).until(() -> owned.get() == null);
    }

    @Test
    void nothingRunsOnAfterItIsClosed(@TempDir Path dir) {
        var another = ControlPlane.start(dir);
        var processes = ProcessHandle.current()
                .children()
                .filter(process -> process.info().commandLine().orElse("").contains(dir.toString()))
                .flatMap(launcher -> Stream.concat(Stream.of(launcher), launcher.descendants()))
                .toList();

        another.close();

        assertThat(processes).hasSize(4).noneMatch(ProcessHandle::isAlive);
        assertThat(client.namespaces().withName(namespace).get()).isNotNull();
    }

    private static boolean isForbidden(Throwable thrown) {
        return thrown instanceof KubernetesClientException refused && refused.getCode() == 403;
    }
}
