package dev.keyturn.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.HelmTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the examples for Argo CD and Flux name is there, and what they set of the chart it takes. */
final class ExamplesTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("keyturn.repository"));

    private static List<JsonNode> read(String... path) throws IOException {
        return Manifest.documents(Customizations.read(Customizations.EXAMPLES.resolve(Path.of("", path))));
    }

    private static Iterable<JsonNode> sources() throws IOException {
        return read("argocd", "application.yaml").getFirst().at("/spec/sources");
    }

    @Test
    void paths_of_the_application_exist() throws IOException {
        assertThat(sources())
                .hasSize(2)
                .allSatisfy(source -> assertThat(
                                REPOSITORY.resolve(source.get("path").asText()))
                        .isDirectory());
    }

    @Test
    void paths_of_the_kustomizations_exist_and_each_waits() throws IOException {
        var steps = read("flux", "keyturn.yaml").stream()
                .filter(document -> document.get("kind").asText().equals("Kustomization"))
                .toList();
        assertThat(steps).hasSize(3).allSatisfy(step -> {
            assertThat(REPOSITORY.resolve(step.at("/spec/path").asText())).isDirectory();
            assertThat(step.at("/spec/wait").asBoolean()).isTrue();
        });
        var release = read("flux", "operator", "release.yaml").getFirst();
        assertThat(REPOSITORY
                        .resolve(release.at("/spec/chart/spec/chart").asText())
                        .resolve("Chart.yaml"))
                .exists();
    }

    @HelmTest
    @Test
    void definitions_come_first_and_then_the_operator_and_both_before_the_account(Helm helm) throws IOException {
        var values = StreamSupport.stream(sources().spliterator(), false)
                .map(source -> source.at("/helm/valuesObject"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();

        var rendered = Manifest.documents(helm.template(Manifest.text(values)).orFail());

        assertThat(rendered)
                .hasSizeGreaterThan(10)
                .allSatisfy(document -> assertThat(Manifest.wave(document))
                        .as(document.get("kind") + " " + document.at("/metadata/name"))
                        .isEqualTo(document.get("kind").asText().equals("CustomResourceDefinition") ? -2 : -1));
    }

    @HelmTest
    @Test
    void the_chart_takes_the_values_of_the_release(Helm helm) throws IOException {
        var release = read("flux", "operator", "release.yaml").getFirst();

        assertThat(helm.template(Manifest.text(release.at("/spec/values"))).orFail())
                .contains("registry.example.com/keyturn:");
    }

    @Test
    void both_tools_apply_the_same() throws IOException {
        for (var file : List.of("shop/namespace.yaml", "shop/key.yaml", "shop/workload.yaml")) {
            assertThat(withoutAnnotations("flux", file)).isEqualTo(withoutAnnotations("argocd", file));
        }
        assertThat(withoutAnnotations("flux", "accounts/account.yaml"))
                .isEqualTo(withoutAnnotations("argocd", "shop/account.yaml"));
    }

    private static JsonNode withoutAnnotations(String tool, String file) throws IOException {
        var document = read(tool, file).getFirst();
        ((ObjectNode) document.get("metadata")).remove("annotations");
        return document;
    }
}
