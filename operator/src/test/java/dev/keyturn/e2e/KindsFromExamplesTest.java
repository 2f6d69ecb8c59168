package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file under {@code examples/kinds}, in namespaces of this test, leads to what the page beside it says. */
@ClusterTest
final class KindsFromExamplesTest {

    private static final Path FOLDER = Path.of(System.getProperty("keyturn.repository"), "examples", "kinds");

    @Test
    void each_is_applied_and_does_what_it_says(ControlPlane cluster) throws IOException {
        try (var stage = new Stage(cluster).start()) {
            cluster.kubectl(
                            "annotate",
                            "secret/suprsend",
                            "-n",
                            stage.home,
                            "keyturn.dev/adoptable-by=ServiceToken/suprsend")
                    .orFail();
            stage.kubectl("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: team-suprsend, namespace: %s}
                    stringData: {SUPRSEND_SERVICE_TOKEN: "%s"}
                    """.formatted(stage.shop, stage.provider.mintToken().material()));
            try (Stream<Path> files = Files.list(FOLDER)) {
                files.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .forEach(file -> stage.kubectl(here(stage, file)));
            }

            cluster.kubectl(
                            "wait",
                            "-n",
                            stage.shop,
                            "--for=condition=Ready",
                            "--timeout=60s",
                            "ssak/orders",
                            "sswk/signer",
                            "sswk/default-pair",
                            "ssacct/team")
                    .orFail();
            cluster.kubectl("wait", "-n", stage.home, "--for=condition=Ready", "--timeout=60s", "svctok/suprsend")
                    .orFail();
            assertThat(entries(stage, "orders-suprsend"))
                    .containsExactlyInAnyOrder("SUPRSEND_API_KEY", "SUPRSEND_BASE_URL", "config.json");
            assertThat(entries(stage, "signer"))
                    .containsExactlyInAnyOrder("SUPRSEND_WORKSPACE_KEY", "SUPRSEND_WORKSPACE_SECRET");
            var page = Files.readString(FOLDER.resolve("README.md"));
            try (Stream<Path> files = Files.list(FOLDER)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".yaml"))
                        .forEach(name -> assertThat(page).contains("[`" + name + "`](" + name + ")"));
            }
            await().untilAsserted(() -> assertThat(cluster.kubectl("get", "keyturn", "-n", stage.shop, "-o", "name")
                            .orFail())
                    .contains("orders", "signer", "team"));
        }
    }

    private static List<String> entries(Stage stage, String secret) {
        return List.copyOf(stage.client()
                .secrets()
                .inNamespace(stage.shop)
                .withName(secret)
                .get()
                .getData()
                .keySet());
    }

    private static String here(Stage stage, Path file) {
        try {
            return Files.readString(file)
                    .replace("namespace: shop", "namespace: " + stage.shop)
                    .replace("names: [shop]", "names: [" + stage.shop + "]")
                    .replace("keyturn-system", stage.home)
                    .replaceAll("name: default\\b(?!-)", "name: " + stage.accountName())
                    .replace("  workspace: staging\n", "  workspace: staging\n" + named(file, stage));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The account of that name is this stage's; those who do not name one would take another's. */
    private static String named(Path file, Stage stage) throws IOException {
        return Files.readString(file).contains("accountRef")
                ? ""
                : "  accountRef: {name: " + stage.accountName() + "}\n";
    }
}
