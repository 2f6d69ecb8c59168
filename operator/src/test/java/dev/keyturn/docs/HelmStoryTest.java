package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a turned key by Helm and what it says at its end, over to kubectl and back, and to nothing again. */
@Tag("dist")
@HelmTest
@ClusterTest
final class HelmStoryTest {

    private static final String INSTALL = "docs/install.md";
    private static final String SIMULATOR = "examples/simulator/README.md";
    private static final String POINT = "Point Keyturn at it";
    private static final String TO_KUBECTL = "From Helm to kubectl";
    private static final String TO_HELM = "From kubectl to Helm";
    private static final Stretch INSTALLS = Stretch.of(INSTALL, "Helm", "--create-namespace --set image.repository");

    static final List<Stretch> CHOSEN = Stream.concat(
                    Turning.CHOSEN.stream(),
                    Stream.of(
                            Stretch.of("helm/keyturn/README.md", "Keyturn's chart"),
                            Stretch.of(INSTALL, "Helm"),
                            Stretch.of(SIMULATOR, POINT),
                            Stretch.of(INSTALL, TO_KUBECTL),
                            Stretch.of(INSTALL, TO_HELM),
                            Stretch.of(INSTALL, "Uninstall", "helm"),
                            Stretch.of(INSTALL, "For good", "kubectl delete ssak"),
                            Stretch.of(INSTALL, "For good", "kubectl get secrets"),
                            Stretch.of(INSTALL, "For good", "kubectl wait"),
                            Stretch.of(INSTALL, "For good", "helm"),
                            Stretch.of(INSTALL, "For good", "crds/"),
                            Stretch.of(INSTALL, "For good", "kubectl delete namespace")))
            .toList();

    @Test
    void helm_leads_from_nothing_to_a_turned_key_and_away(Helm helm, @TempDir Path dir) {
        try (var scene = Scene.open(helm, dir, CHOSEN)) {
            var notes = installs(scene, INSTALLS);
            pointsAtTheSimulator(scene, notes);
            scene.reader.follows(notes, "read ", "kubectl annotate", scene.token());
            Turning.of(scene);
            // The same tokens again, and a pod that asks.
            scene.reader.follows(notes, "kubectl annotate", "-");

            scene.reader.types(Stretch.of(INSTALL, "Helm", "helm upgrade"));
            scene.reader.types(Stretch.of(INSTALL, "Helm", "helm rollback"));
            scene.reader.follows(notes, "kubectl rollout", "read ");
            changesOver(scene);
            scene.reader.follows(notes, "kubectl rollout", "read ");
            assertThat(scene.tenant.publishedWorks()).isTrue();
            assertThat(scene.tenant.made()).isEqualTo(3);

            scene.reader.types(INSTALL, "Uninstall");
            assertThat(scene.tenant.publishedWorks()).isTrue();
            pointsAtTheSimulator(scene, installs(scene, Stretch.of("helm/keyturn/README.md", "Keyturn's chart")));
            scene.reader.types(INSTALL, "For good");
            scene.hasNothing();

            scene.kubectl("create", "namespace", "refunds");
            installs(scene, Stretch.of(INSTALL, "Helm", "watch.namespaces"));
            scene.isTold();
        }
    }

    /** Answers with what helm says at its end; waits as that says. */
    private static Page installs(Scene scene, Stretch stretch) {
        var notes = Page.notes(scene.reader.types(stretch).stdout());
        scene.reader.follows(notes, "kubectl rollout", "read ");
        return notes;
    }

    private static void pointsAtTheSimulator(Scene scene, Page notes) {
        scene.reader.writes("simulator.yaml", SIMULATOR, POINT, "config:");
        scene.reader.types(SIMULATOR, POINT);
        scene.reader.follows(notes, "kubectl rollout", "read ");
    }

    /** From Helm to kubectl, which then applies without force, and back. */
    private static void changesOver(Scene scene) {
        scene.reader.types(INSTALL, TO_KUBECTL);
        assertThat(scene.kubectl(
                        "apply",
                        "--server-side",
                        "-f",
                        scene.checkout.root().resolve("crds").toString()))
                .contains("serverside-applied");
        scene.reader.types(INSTALL, TO_HELM);
        assertThat(scene.kubectl("get", "ssak", "-n", Scene.SHOP, "-o", "name")).isNotEmpty();
    }
}
