package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.plan.Controller;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Workload;
import dev.keyturn.plan.Workload.Standing;
import dev.keyturn.port.PermissionMissingException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class WorkloadsClusterTest extends WorkloadsContract {

    private final ControlPlane cluster;
    private final KubernetesClient client;
    private String namespace = "";

    WorkloadsClusterTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    @BeforeEach
    void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return namespace;
    }

    /** Without a kubelet, a pod that has a node stays as it is. */
    @Test
    void aPodThatIsBeingDeletedUsesTheSecretStill() throws PermissionMissingException {
        var pod = make("web-0", "checkout", "node-1");
        client.resource(pod).withGracePeriod(3600).delete();
        assertThat(client.resource(pod).get().getMetadata().getDeletionTimestamp())
                .isNotNull();

        assertThat(users()).singleElement().returns(false, PodUse::ended);
    }

    @Test
    void aPodThatEndedIsToldAsEnded() throws PermissionMissingException {
        var pod = make("web-0", "checkout", "node-1");
        pod.getStatus().setPhase("Succeeded");
        client.resource(pod).updateStatus();

        assertThat(users())
                .containsExactly(new PodUse(
                        "web-0",
                        Instant.parse(pod.getMetadata().getCreationTimestamp()),
                        true,
                        false,
                        true,
                        true,
                        false,
                        null,
                        Set.of("checkout"),
                        null));
    }

    @Test
    void thePermissionThatIsMissingIsNamed() {
        try (var stranger = cluster.clientAs("stranger")) {
            assertThatExceptionOfType(PermissionMissingException.class)
                    .isThrownBy(() -> new KubeWorkloads(stranger).users(new Target(namespace, "checkout")))
                    .withMessage("Keyturn may not list pods in namespace " + namespace + "; grant it that");
        }
    }

    /** Who owns the set cannot be told then: it is named itself. */
    @Test
    void a_replica_set_that_may_not_be_looked_at_is_named_as_that() {
        try (var stranger = cluster.clientAs("stranger")) {
            assertThat(new KubeWorkloads(stranger)
                            .owner(namespace, new Controller(Owners.APPS, "ReplicaSet", "web-5d8f", "uid-1")))
                    .isEqualTo(Workload.without(
                            "ReplicaSet", "web-5d8f", Standing.BARRED, "may not be looked at by Keyturn"));
        }
    }
}
