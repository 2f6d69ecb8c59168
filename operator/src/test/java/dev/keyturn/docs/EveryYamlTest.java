package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.cluster.Output;
import dev.keyturn.gitops.Manifest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every YAML of every page is taken by what it is written for: objects by a real API server, which applies them without keeping them, and
 * anything else by the chart, as its values.
 */
@HelmTest
@ClusterTest
final class EveryYamlTest {

    private static final String INSTALL = "docs/install.md";

    /** What is neither, with what looks at it instead. */
    private static final Map<Stretch, String> READ_ELSEWHERE = Map.of(
            Stretch.of(INSTALL, "kubectl", "kind: Kustomization"),
                    "KubectlStoryTest writes it to its file and applies that",
            Stretch.of(INSTALL, "kubectl", "configMapGenerator"), "KubectlStoryTest adds it to that file",
            Stretch.of("docs/configuration.md", "The whole file"),
                    "the operator's own file: ConfigurationPageTest reads it");

    @Test
    void every_yaml_is_taken_by_what_it_is_for(Helm helm, ControlPlane cluster, @TempDir Path dir) throws IOException {
        var crds = Checkout.REPOSITORY.resolve("crds").toString();
        cluster.kubectl("apply", "--server-side", "-f", crds).orFail();
        cluster.kubectl("wait", "--for=condition=Established", "--timeout=30s", "-f", crds)
                .orFail();
        var namespace = Namespaces.fresh(cluster.client());
        for (var block : blocks()) {
            if (READ_ELSEWHERE.keySet().stream().noneMatch(stretch -> stretch.has(block))) {
                var answer = block.command().contains("apiVersion:")
                        ? apply(cluster, namespace, block.command())
                        : render(helm, Files.writeString(dir.resolve("values.yaml"), block.command()));
                assertThat(answer.exitCode())
                        .as("%s\n%s%s", block.place(), answer.stdout(), answer.stderr())
                        .isZero();
            }
        }
    }

    @Test
    void no_reason_is_left_over() throws IOException {
        var blocks = blocks();
        assertThat(READ_ELSEWHERE.keySet())
                .allSatisfy(stretch -> assertThat(blocks).anyMatch(stretch::has));
    }

    /** In a namespace that there is, in place of the one that the reader has. */
    private static Output apply(ControlPlane cluster, String namespace, String block) {
        var all = new StringBuilder();
        for (var document : Manifest.documents(block)) {
            if (document.get("metadata") instanceof ObjectNode meta && meta.has("namespace")) {
                meta.put("namespace", namespace);
            }
            all.append(Manifest.text(document));
        }
        return cluster.kubectlReading(
                all.toString(), "apply", "--dry-run=server", "--validate=strict", "-n", namespace, "-f", "-");
    }

    private static Output render(Helm helm, Path values) {
        return helm.run(
                "template", Checkout.REPOSITORY.resolve("helm/keyturn").toString(), "--values", values.toString());
    }

    private static List<Typed> blocks() throws IOException {
        var blocks = new ArrayList<Typed>();
        for (var page : EveryCommandTest.pages()) {
            Page.read(Checkout.REPOSITORY, page)
                    .blocks("yaml")
                    .forEach(block -> blocks.add(new Typed(
                            page, block.section(), block.line(), String.join("\n", block.lines()) + "\n", List.of())));
        }
        return blocks;
    }
}
