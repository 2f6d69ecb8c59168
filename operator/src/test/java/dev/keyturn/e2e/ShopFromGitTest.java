package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The examples for Argo CD and Flux, applied server-side in their order as these do, lead to a workload that finds its key. */
@ClusterTest
final class ShopFromGitTest {

    private static final Path EXAMPLES = Path.of(System.getProperty("keyturn.repository"), "examples");

    @Test
    void by_the_waves_of_argo_cd(ControlPlane cluster) throws IOException {
        leadsToAKey(cluster, "argocd/shop/account.yaml", "argocd/shop", "argocd-controller");
    }

    @Test
    void by_the_kustomizations_of_flux(ControlPlane cluster) throws IOException {
        leadsToAKey(cluster, "flux/accounts/account.yaml", "flux/shop", "kustomize-controller");
    }

    private static void leadsToAKey(ControlPlane cluster, String account, String shop, String manager)
            throws IOException {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, account, manager);
            apply(stage, shop + "/key.yaml", manager);
            stage.awaitSettled("checkout", 1);
            apply(stage, shop + "/workload.yaml", manager);

            var container = stage.client()
                    .apps()
                    .deployments()
                    .inNamespace(stage.shop)
                    .withName("checkout")
                    .get()
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst();
            var secret = container.getEnvFrom().getFirst().getSecretRef().getName();
            assertThat(stage.provider.accepts(stage.published(secret))).isTrue();
        }
    }

    /** A stage has names of its own, or two of them could not stand beside each other. */
    private static void apply(Stage stage, String file, String manager) throws IOException {
        var manifest = Files.readString(EXAMPLES.resolve(file))
                .replace("namespace: shop", "namespace: " + stage.shop)
                .replace("names: [shop]", "names: [" + stage.shop + "]")
                .replace("name: default", "name: " + stage.accountName())
                .replace(
                        "spec:\n  workspace:",
                        "spec:\n  accountRef: {name: %s}\n  workspace:".formatted(stage.accountName()));
        stage.cluster
                .kubectlReading(
                        manifest,
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager=" + manager,
                        "-f",
                        "-")
                .orFail();
    }
}
