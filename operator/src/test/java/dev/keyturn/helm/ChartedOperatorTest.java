package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.AuditLog;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.Command;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.cluster.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with nothing but what the chart gives it. */
@Tag("dist")
@HelmTest
@ClusterTest
final class ChartedOperatorTest {

    private static final String NO_DEFINITIONS = "\ncrds: {enabled: false}\n";

    private final Helm helm;
    private final ControlPlane cluster;
    private final AuditLog log;

    ChartedOperatorTest(Helm helm, ControlPlane cluster) {
        this.helm = helm;
        this.cluster = cluster;
        this.log = cluster.auditLog().fromHere();
        cluster.kubectl("apply", "--server-side", "-f", Chart.repository("crds").toString())
                .orFail();
    }

    private Tenant tenant() {
        return new Tenant(cluster, Namespaces.fresh(cluster.client()), Namespaces.fresh(cluster.client()));
    }

    @Test
    void turns_a_key_with_rights_in_named_namespaces_and_cluster_accounts(@TempDir Path dir) {
        try (var tenant = tenant()) {
            var release = Release.in(helm, cluster, tenant.home);
            release.install(tenant.config() + NO_DEFINITIONS + "watch: {namespaces: [" + tenant.shop + "]}");
            tenant.clusterAccount();
            tenant.key("ClusterSuprSendAccount");

            try (var operator = ChartedOperator.start(cluster, tenant.home, Release.NAME, "keyturn-0", dir)) {
                tenant.awaitRevision(1);
                assertThat(tenant.publishedWorks()).isTrue();
                assertThat(operator.isAlive()).isTrue();
                assertThat(operator.get("/metrics")).contains("# TYPE ");
                assertThat(probe(operator.port()).exitCode()).isZero();
                assertThat(operator.stop(Duration.ofSeconds(20))).isIn(0, 143);
            }
            assertThat(refusals(tenant)).isEmpty();
            release.uninstall();
        }
    }

    @Test
    void turns_a_key_with_roles_alone(@TempDir Path dir) {
        try (var tenant = tenant()) {
            var release = Release.in(helm, cluster, tenant.home);
            release.install(tenant.config() + NO_DEFINITIONS + "rbac: {scoped: true}\nwatch: {namespaces: ["
                    + tenant.shop + "]}");
            tenant.ownAccount();
            tenant.key("SuprSendAccount");

            try (var _ = ChartedOperator.start(cluster, tenant.home, Release.NAME, "keyturn-0", dir)) {
                tenant.awaitRevision(1);
                assertThat(tenant.publishedWorks()).isTrue();
            }
            assertThat(refusals(tenant)).isEmpty();
            release.uninstall();
        }
    }

    /** What the pod of {@code helm test} does. */
    private static Output probe(int port) {
        return Command.run(
                new ProcessBuilder(Entrypoint.program().toString(), "probe", "http://127.0.0.1:" + port + "/readyz"),
                Duration.ofSeconds(30));
    }

    @Test
    void the_test_pod_says_that_nobody_answers() {
        var said = probe(1);

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.stderr()).contains("http://127.0.0.1:1/readyz does not answer");
    }

    /** What the API server has refused to the chart's ServiceAccount; its log is a moment late. */
    private List<String> refusals(Tenant tenant) {
        var user = "system:serviceaccount:" + tenant.home + ":" + Release.NAME;
        await().until(() -> !log.calls(call -> call.user().equals(user)).isEmpty());
        return log.calls(call -> call.user().equals(user) && call.code() == 403).stream()
                .map(call -> call.verb() + " " + call.resource() + " in " + call.namespace())
                .toList();
    }
}
