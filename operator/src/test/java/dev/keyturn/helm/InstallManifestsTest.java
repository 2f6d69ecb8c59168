package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code examples/install} is what the chart installs. */
@HelmTest
final class InstallManifestsTest {

    @Test
    void the_manifests_are_what_helm_renders(Helm helm) throws IOException {
        Committed.check(Chart.repository("examples", "install"), "*.yaml", InstallManifests.of(helm));
    }

    @Test
    @ClusterTest
    void kubectl_alone_installs_what_helm_installs(ControlPlane cluster) {
        var install = Chart.repository("examples", "install").toString();
        cluster.kubectl("apply", "--server-side", "-f", Chart.repository("crds").toString())
                .orFail();
        try {
            assertThat(cluster.kubectl("apply", "-k", install).orFail())
                    .contains("deployment.apps/keyturn created")
                    .contains("clusterrole.rbac.authorization.k8s.io/keyturn-system:keyturn created");
            // What is applied twice is the same; kubectl says "configured" of what it has sent, changed or not.
            cluster.kubectl("apply", "-k", install).orFail();
            assertThat(cluster.kubectl(
                                    "get",
                                    "deployment,pdb",
                                    "-n",
                                    "keyturn-system",
                                    "-o",
                                    "jsonpath={.items[*].metadata.generation}")
                            .orFail())
                    .isEqualTo("1 1");
        } finally {
            cluster.kubectl("delete", "-k", install, "--ignore-not-found").orFail();
        }
    }
}
