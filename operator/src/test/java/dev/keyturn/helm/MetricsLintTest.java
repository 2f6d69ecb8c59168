package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, units and descriptions of all that is served are as Prometheus' own linter wants them. */
@Tag("dist")
@HelmTest
@ClusterTest
final class MetricsLintTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void promtool_has_nothing_to_say_of_a_leader_and_of_one_that_stands_by(
            Helm helm, Promtool promtool, ControlPlane cluster, @TempDir Path dir) {
        cluster.kubectl("apply", "--server-side", "-f", Chart.repository("crds").toString())
                .orFail();
        var home = Namespaces.fresh(cluster.client());
        try (var tenant = new Tenant(cluster, home, Namespaces.fresh(cluster.client()))) {
            var release = Release.in(helm, cluster, home);
            release.install(tenant.config(Tenant.QUICK_PROOFS) + "\ncrds: {enabled: false}\nwatch: {namespaces: ["
                    + tenant.shop + "]}");
            tenant.clusterAccount();
            tenant.key("ClusterSuprSendAccount");
            try (var leader = ChartedOperator.start(cluster, home, Release.NAME, "keyturn-0", dir.resolve("0"));
                    var standby = ChartedOperator.start(cluster, home, Release.NAME, "keyturn-1", dir.resolve("1"))) {
                tenant.awaitRevision(1);
                tenant.provider.order(FaultRule.on(CallKind.PROBE, Fault.status(503)));
                tenant.rotate("again");
                tenant.awaitRevision(2);
                tenant.rotate("once more");
                tenant.awaitRevision(3);

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(leader.get("/metrics"))
                                .contains(
                                        "keyturn_leader 1",
                                        "call=\"probe\",endpoint=\"cloud\",result=\"5xx\"",
                                        "keyturn_rotations_total{kind=\"SuprSendApiKey\",result=\"Completed\",trigger=\"Requested\"} 2",
                                        "keyturn_keyrings{standing=\"Living\"} 1"));
                assertThat(standby.get("/metrics")).contains("keyturn_leader 0");
                // Micrometer leaves out what it cannot show, and says so once.
                assertThat(leader.log()).doesNotContain("registration has failed", "MeterFilter");
                for (var replica : new ChartedOperator[] {leader, standby}) {
                    var said = promtool.checkMetrics(replica.get("/metrics"));
                    assertThat(said.stdout() + said.stderr()).isEmpty();
                    assertThat(said.exitCode()).isZero();
                }
            }
            release.uninstall();
        }
    }
}
