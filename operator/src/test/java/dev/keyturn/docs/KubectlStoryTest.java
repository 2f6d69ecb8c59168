package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a turned key by kubectl alone, and back to nothing. */
@Tag("dist")
@HelmTest
@ClusterTest
final class KubectlStoryTest {

    private static final String INSTALL = "docs/install.md";
    private static final String FREEZE = "docs/freeze.md";
    private static final String PLAIN = "examples/install/README.md";
    private static final String PLAIN_TITLE = "Installation without helm";

    static final List<Stretch> CHOSEN = Stream.concat(
                    Turning.CHOSEN.stream(),
                    Stream.of(
                            Stretch.of(PLAIN, PLAIN_TITLE),
                            Stretch.of(INSTALL, "kubectl"),
                            Stretch.of(INSTALL, "The first key"),
                            Stretch.of(FREEZE, "Freeze"),
                            Stretch.of(FREEZE, "Let go"),
                            Stretch.of(INSTALL, "Uninstall", "delete -k"),
                            Stretch.of(INSTALL, "The operator went first"),
                            Stretch.of(INSTALL, "For good", "kubectl")))
            .toList();

    @Test
    void kubectl_leads_from_nothing_to_a_turned_key_and_away(Helm helm, @TempDir Path dir) throws IOException {
        try (var scene = Scene.open(helm, dir, CHOSEN)) {
            scene.reader.types(PLAIN, PLAIN_TITLE);

            scene.reader.writes("examples/mine/kustomization.yaml", INSTALL, "kubectl", "apiVersion");
            addTheConfiguration(scene);
            scene.reader.types(INSTALL, "kubectl");
            assertThat(scene.kubectl(
                            "get", "deployment", "keyturn", "-n", Scene.HOME, "-o", "jsonpath={..containers[0].image}"))
                    .isEqualTo(Scene.REGISTRY + ":0.1.0");
            scene.reader.types(INSTALL, "The first key", scene.token());
            Turning.of(scene);
            scene.reader.types(FREEZE, "Freeze");
            scene.reader.types(FREEZE, "Let go");

            scene.reader.types(INSTALL, "Uninstall");
            assertThat(scene.tenant.publishedWorks()).isTrue();
            letsGoByHand(scene);
            comesBack(scene);

            scene.reader.types(INSTALL, "For good");
            scene.hasNothing();
            scene.isTold();
        }
    }

    /** As the page says; the configuration is the quick start's for the simulator. */
    private static void addTheConfiguration(Scene scene) throws IOException {
        scene.checkout.write(
                "examples/mine/config.yaml",
                scene.reader.fill(
                        Files.readString(scene.checkout.root().resolve("examples/quickstart/simulator.yaml"))));
        var file = "examples/mine/kustomization.yaml";
        var before = Files.readString(scene.checkout.root().resolve(file));
        scene.reader.writes(file, INSTALL, "kubectl", "configMapGenerator");
        scene.checkout.write(
                file, before + Files.readString(scene.checkout.root().resolve(file)));
    }

    /** Without an operator a deletion hangs, until somebody lets go by hand; the key lives on. */
    private static void letsGoByHand(Scene scene) {
        scene.kubectl("delete", "ssak", "checkout", "-n", Scene.SHOP, "--wait=false");
        assertThat(scene.kubectl("get", "ssak", "-n", Scene.SHOP, "-o", "name")).isNotEmpty();

        scene.reader.types(INSTALL, "The operator went first");
        assertThat(scene.kubectl("get", "ssak", "-n", Scene.SHOP, "-o", "name")).isEmpty();
        assertThat(scene.tenant.publishedWorks()).isTrue();
    }

    /** Installed again it goes on where it was, and so does the resource. */
    private static void comesBack(Scene scene) {
        scene.reader.types(INSTALL, "kubectl");
        scene.reader.types(Stretch.of(INSTALL, "The first key", "apply -f"));
        scene.reader.types(Stretch.of(INSTALL, "The first key", "kubectl wait"));
        assertThat(scene.tenant.publishedWorks()).isTrue();
        assertThat(scene.tenant.made()).isEqualTo(3);
    }
}
