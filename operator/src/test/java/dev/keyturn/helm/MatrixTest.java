package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is rendered, the API server takes. */
@HelmTest
@ClusterTest
final class MatrixTest {

    private final Helm helm;
    private final ControlPlane cluster;

    MatrixTest(Helm helm, ControlPlane cluster) {
        this.helm = helm;
        this.cluster = cluster;
    }

    /** A dry run needs the namespaces, and the kinds that others bring. */
    @BeforeAll
    static void prepare(ControlPlane cluster) {
        MonitorKinds.install(cluster);
        for (var namespace : List.of("keyturn-system", "shop", "refunds", "keyrings")) {
            cluster.kubectlReading(
                            "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace
                                    + ", labels: {pod-security.kubernetes.io/warn: restricted}}}",
                            "apply",
                            "-f",
                            "-")
                    .orFail();
        }
    }

    @Test
    void lint_finds_nothing() {
        assertThat(helm.run("lint", "--strict", Chart.DIRECTORY.toString()).orFail())
                .contains("0 chart(s) failed")
                .doesNotContain("[WARNING]", "[ERROR]");
    }

    static Stream<Arguments> sets() {
        return ValueSets.ALL.entrySet().stream().map(set -> argumentSet(set.getKey(), set.getValue()));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void the_api_server_takes_it(String values) {
        var rendered = helm.template(values, "--api-versions", "monitoring.coreos.com/v1/ServiceMonitor")
                .orFail();

        var applied = cluster.kubectlReading(
                rendered, "apply", "--dry-run=server", "--server-side", "--validate=strict", "-f", "-");

        assertThat(applied.orFail()).contains("serverside-applied (server dry run)");
        assertThat(applied.stderr()).doesNotContain("unknown field", "duplicate");
    }

    @Test
    void the_pods_keep_the_restricted_standard() {
        var applied = cluster.kubectlReading(
                helm.template("").orFail(), "apply", "--dry-run=server", "--server-side", "-f", "-");

        assertThat(applied.orFail()).contains("deployment.apps/keyturn", "pod/keyturn-test");
        assertThat(applied.stderr()).doesNotContain("would violate PodSecurity");
        var loose = cluster.kubectlReading(
                helm.template("securityContext: {allowPrivilegeEscalation: true}")
                        .orFail(),
                "apply",
                "--dry-run=server",
                "--server-side",
                "-f",
                "-");
        assertThat(loose.stderr()).contains("would violate PodSecurity");
    }

    @Test
    void a_monitor_is_made_where_the_cluster_has_its_kind() {
        var values = "prometheus: {podMonitor: {enabled: true}}";

        assertThat(helm.template(values).orFail()).doesNotContain("kind: PodMonitor");
        assertThat(helm.template(values, "--api-versions", "monitoring.coreos.com/v1/PodMonitor")
                        .orFail())
                .contains("kind: PodMonitor");
    }

    @Test
    void a_monitor_that_is_left_out_is_said_in_the_notes() {
        assertThat(notes("prometheus.podMonitor.enabled=true")).contains("No PodMonitor was made");
        assertThat(notes("prometheus.serviceMonitor.enabled=true")).contains("No ServiceMonitor was made");
        assertThat(notes("prometheus.podMonitor.enabled=true,prometheus.podMonitor.renderMode=alwaysRender"))
                .doesNotContain("Monitor was made");
        assertThat(notes("prometheus.podMonitor.enabled=false")).doesNotContain("Monitor was made");
    }

    /** What helm would print, in a cluster that has Kubernetes' own kinds alone. */
    private String notes(String set) {
        var printed = helm.run("install", Release.NAME, Chart.DIRECTORY.toString(), "--dry-run=client", "--set", set)
                .orFail();
        return printed.substring(printed.indexOf("NOTES:"));
    }
}
