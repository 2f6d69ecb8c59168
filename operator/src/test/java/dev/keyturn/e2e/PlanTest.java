package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyturn plan} on a cluster: it says what the operator would do, and does nothing. */
@ClusterTest
final class PlanTest {

    @Test
    void it_says_what_turns_when_what_is_restarted_and_what_is_waited_for(ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster).start();
                var kubelet = new Kubelet(stage)) {
            var workloads = new Workloads(stage, stage.shop);
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.apply("nightly", "rotation: {every: 2s, windows: " + WindowsTest.ONE_HOUR_IN_FOUR_YEARS + "}");
            stage.awaitStatus("nightly", TestdataTest.ready("OutsideWindow"));
            stage.apply("quiet", "consumers: {restart: Never}");
            stage.awaitSettled("quiet", 1);
            kubelet.run("app", "env");
            stage.kubectl(workloads.deployment("web", "", "", Workloads.KEY)
                    + workloads.deployment("web-reloaded", "reloader.stakater.com/auto: 'true'", "", Workloads.KEY));
            await().atMost(Stage.PATIENCE).until(() -> pods(stage) == 3);
            stage.stop();
            stage.apply("new", "suspend: true");
            var bill = Bill.open(stage);
            var calls = stage.provider.counts();

            var said = PlanProcess.run(stage, dir, "-n", stage.shop).orFail();

            assertThat(said)
                    .contains(stage.shop + "/checkout (SuprSendApiKey)\n"
                            + "  now       nothing is due; revision 1 is in use\n"
                            + "  next      20")
                    .contains(" days: every 180d\n")
                    .contains("  restarts  Deployment/web\n"
                            + "            not Deployment/web-reloaded, which is left to Reloader: it is waited for\n"
                            + "            not Pod/app, which nothing would make anew: it is waited for\n")
                    .contains(stage.shop + "/nightly (SuprSendApiKey)\n  now       OutsideWindow: ")
                    .contains("and deferred to its window")
                    .contains("  restarts  nothing: no pod takes Secret nightly by env, envFrom or subPath\n")
                    .contains(stage.shop + "/new (SuprSendApiKey)\n  now       Suspended: ")
                    .contains(
                            "  restarts  nothing: spec.consumers.restart is Never; a pod that keeps the old value is waited for\n")
                    .endsWith(
                            "4 credentials: 0 to turn within 24 hours, 2 with something to do or to wait for now, 0 that cannot be used.\n");
            assertThat(bill.writes()).isEmpty();
            assertThat(stage.provider.counts()).isEqualTo(calls);
        }
    }

    private static int pods(Stage stage) {
        return stage.client().pods().inNamespace(stage.shop).list().getItems().size();
    }

    @Test
    void it_says_what_is_due_now_what_is_frozen_what_goes_and_what_another_one_has(
            ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.apply("basket");
            stage.awaitSettled("basket", 1);
            stage.stop();
            stage.annotate("checkout", Names.ROTATE, "please");
            stage.apply("rival", "publish: {secretName: checkout}");
            cluster.kubectl("delete", "ssak/basket", "-n", stage.shop, "--wait=false")
                    .orFail();

            var said = PlanProcess.run(stage, dir);

            assertThat(said.exitCode()).isOne();
            assertThat(said.stdout())
                    .contains(stage.shop + "/checkout (SuprSendApiKey)\n  now       revision 2 is issued: Requested\n")
                    .contains(stage.shop + "/basket (SuprSendApiKey)\n  now       it was deleted: it is let go of\n")
                    .contains(
                            stage.shop
                                    + "/rival (SuprSendApiKey)\n  now       Conflict: Secret checkout is published by"
                                    + " SuprSendApiKey/checkout; delete one of the two, and apply it again with another publish.secretName if it is still wanted\n");

            stage.kubectl("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: %s, namespace: %s}
                    data: {namespaces: %s}
                    """.formatted(Names.FREEZE, stage.home, stage.shop));

            assertThat(PlanProcess.run(stage, dir).stdout())
                    .contains(stage.shop
                            + "/checkout (SuprSendApiKey)\n  now       Frozen: ConfigMap keyturn-freeze in namespace "
                            + stage.home + " has frozen this namespace: nothing is issued and nothing dies\n");
        }
    }
}
