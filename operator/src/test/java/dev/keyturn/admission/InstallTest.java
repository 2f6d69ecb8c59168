package dev.keyturn.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import org.junit.jupiter.api.Test;

@ClusterTest
final class InstallTest {

    @Test
    void the_folder_is_applied_as_it_stands_with_everything_else_that_lies_in_it(ControlPlane cluster) {
        var applied = cluster.kubectl(
                "apply",
                "--server-side",
                "--dry-run=server",
                "--validate=strict",
                "-f",
                ApiServer.definitions().toString());

        assertThat(applied.stderr()).isEmpty();
        assertThat(applied.orFail().lines())
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactly(
                        "customresourcedefinition.apiextensions.k8s.io/clustersuprsendaccounts.keyturn.dev",
                        "customresourcedefinition.apiextensions.k8s.io/servicetokens.keyturn.dev",
                        "customresourcedefinition.apiextensions.k8s.io/suprsendaccounts.keyturn.dev",
                        "customresourcedefinition.apiextensions.k8s.io/suprsendapikeys.keyturn.dev",
                        "customresourcedefinition.apiextensions.k8s.io/suprsendworkspacekeys.keyturn.dev");
    }
}
