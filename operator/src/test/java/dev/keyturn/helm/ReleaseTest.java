package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release from its installation to its return, on a control plane that has nothing yet. */
@HelmTest
@ClusterTest
@Tag("dist")
final class ReleaseTest {

    private static final String HOME = "keyturn-system";
    private static final String SHOP = "shop";

    @Test
    void what_is_installed_upgraded_rolled_back_and_installed_again_goes_on_where_it_was(Helm helm, @TempDir Path dir) {
        try (var cluster = ControlPlane.start(dir.resolve("cluster"));
                var tenant = new Tenant(cluster, HOME, SHOP)) {
            cluster.kubectl("create", "namespace", SHOP).orFail();
            var release = Release.in(helm, cluster, HOME);

            assertThat(release.install(tenant.config())).contains("kubectl rollout status deployment/keyturn");
            established(cluster);
            tenant.clusterAccount();
            tenant.key("ClusterSuprSendAccount");
            try (var _ = ChartedOperator.start(cluster, HOME, Release.NAME, "first", dir.resolve("first"))) {
                tenant.awaitRevision(1);
            }

            var before = configuration(cluster);
            release.upgrade(tenant.config() + "\nlog: {format: json}\nleaderElection: {leaseDuration: 20s}");
            assertThat(configuration(cluster)).isNotEqualTo(before);
            try (var second = ChartedOperator.start(cluster, HOME, Release.NAME, "second", dir.resolve("second"))) {
                assertThat(second.log()).contains("{\"timestamp\":");
                tenant.rotate("again");
                tenant.awaitRevision(2);
            }

            release.rollback(1);
            assertThat(configuration(cluster)).isEqualTo(before);

            release.uninstall();
            assertThat(cluster.kubectl(
                                    "get", "deployment,configmap,role", "-n", HOME, "-l", "helm.sh/chart", "-o", "name")
                            .orFail())
                    .isEmpty();
            established(cluster);
            assertThat(tenant.publishedWorks()).isTrue();

            release.install(tenant.config());
            try (var _ = ChartedOperator.start(cluster, HOME, Release.NAME, "third", dir.resolve("third"))) {
                tenant.rotate("once more");
                tenant.awaitRevision(3);
            }
            assertThat(tenant.publishedWorks()).isTrue();
            assertThat(tenant.made()).isEqualTo(3);
            assertThat(cluster.auditLog()
                            .calls(call -> call.user().equals("system:serviceaccount:" + HOME + ":" + Release.NAME)))
                    .isNotEmpty()
                    .noneMatch(call -> call.code() == 403);
        }
    }

    @Test
    void the_definitions_change_hands_as_the_docs_say(Helm helm, @TempDir Path dir) {
        try (var cluster = ControlPlane.start(dir.resolve("cluster"))) {
            var crds = Chart.repository("crds").toString();
            var release = Release.in(helm, cluster, HOME);
            release.install("");
            established(cluster);

            // From helm to kubectl: helm keeps them, lets go of them, and kubectl takes over.
            release.upgrade("crds: {enabled: false}");
            established(cluster);
            cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", crds)
                    .orFail();
            cluster.kubectl("apply", "--server-side", "-f", crds).orFail();

            // And back: helm refuses what is not marked as its own, and takes it when told to.
            cluster.kubectl("annotate", "-f", crds, "meta.helm.sh/release-name-", "meta.helm.sh/release-namespace-")
                    .orFail();
            var refused =
                    release.run("upgrade", Release.NAME, Chart.DIRECTORY.toString(), "--set", "crds.enabled=true");
            assertThat(refused.exitCode()).isNotZero();
            release.run(
                            "upgrade",
                            Release.NAME,
                            Chart.DIRECTORY.toString(),
                            "--set",
                            "crds.enabled=true",
                            "--take-ownership",
                            "--force-conflicts")
                    .orFail();
            established(cluster);
        }
    }

    private static void established(ControlPlane cluster) {
        cluster.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=30s",
                        "-f",
                        Chart.repository("crds").toString())
                .orFail();
    }

    private static String configuration(ControlPlane cluster) {
        return cluster.kubectl("get", "configmap", Release.NAME, "-n", HOME, "-o", "jsonpath={.data.config\\.yaml}")
                        .orFail()
                + cluster.kubectl(
                                "get",
                                "deployment",
                                Release.NAME,
                                "-n",
                                HOME,
                                "-o",
                                "jsonpath={.spec.template.metadata.annotations}")
                        .orFail();
    }
}
