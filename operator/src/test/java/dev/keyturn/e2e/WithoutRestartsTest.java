package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.EffectiveStatus;
import dev.keyturn.crd.KeyStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An installation whose configuration says {@code restartWorkloads: false} touches no workload, and waits for the pods. */
@ClusterTest
final class WithoutRestartsTest {

    @Test
    void nothing_is_patched_and_the_pod_that_holds_the_old_value_is_named(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time)) {
            stage.with(stage.settings().withoutRestarts()).start();
            try (var node = new BusyNode(stage, stage.shop)) {
                var workloads = new Workloads(stage, stage.shop);
                stage.apply("checkout", "consumers: {restart: WhenNeeded}", "rotation: {overlap: 0s}");
                assertThat(stage.awaitSettled("checkout", 1).effective())
                        .extracting(EffectiveStatus::restart)
                        .isEqualTo("Never");
                stage.kubectl(workloads.deployment("web", "", "", "checkout/SUPRSEND_API_KEY"));
                node.awaitRunning(1);
                var pod = stage.client()
                        .pods()
                        .inNamespace(stage.shop)
                        .list()
                        .getItems()
                        .getFirst()
                        .getMetadata()
                        .getName();
                var old = stage.published("checkout");
                var log = cluster.auditLog().fromHere();

                stage.annotate("checkout", "keyturn.dev/rotate", "please");
                stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));
                // Elsewhere it would be restarted by now.
                time.pass(Duration.ofMinutes(5));
                new Person(stage).look("checkout");

                await().atMost(Stage.PATIENCE)
                        .untilAsserted(() -> assertThat(
                                        stage.status("checkout").orElseThrow().keys())
                                .filteredOn(key -> key.state().equals("Previous"))
                                .extracting(KeyStatus::waitingFor)
                                .containsExactly("Pod/" + pod));
                assertThat(workloads.marks("Deployment/web")).isEmpty();
                assertThat(log.calls(call -> call.userAgent().equals(OperatorInProcess.USER_AGENT)
                                && call.group().equals("apps")))
                        .as("it neither asks nor touches")
                        .isEmpty();
                assertThat(stage.provider.accepts(old)).isTrue();
                assertThat(stage.unready()).isEmpty();

                workloads.kubectl("scale", "deployment/web", "--replicas=0");
                node.awaitRunning(0);
                new Person(stage).look("checkout");
                stage.awaitSettled("checkout", 2);
                assertThat(stage.provider.accepts(old)).isFalse();
            }
        }
    }
}
