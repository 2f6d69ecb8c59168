package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.main.ConfigurationWords;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code values.schema.json}: complete, closed, and in the words of the operator's configuration. */
final class ChartSchemaTest {

    private static final Path FILE = Chart.DIRECTORY.resolve("values.schema.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Settings that other values say, and the chart puts into the file. */
    private static final Set<String> PUT_IN_BY_THE_CHART = Set.of(
            "operatorNamespace",
            "keyringNamespace",
            "watchNamespaces",
            "clusterAccounts",
            "restartWorkloads",
            "maxConcurrentReconciles",
            "leaderElection");

    private final JsonNode schema = JSON.readTree(FILE.toFile());

    ChartSchemaTest() throws IOException {}

    @Test
    @ClusterTest
    void kubernetes_types_are_as_the_api_server_publishes_them(KubernetesClient client) throws IOException {
        var documents = Stream.of("api/v1", "apis/apps/v1", "apis/networking.k8s.io/v1")
                .map(part -> JSON.convertValue(client.raw("/openapi/v3/" + part), String.class))
                .map(ChartSchemaTest::parse)
                .toList();

        Committed.check(FILE, written(new KubernetesSchemas(documents).complete(schema)));
    }

    @Test
    void the_configuration_has_the_words_of_the_operators_file() {
        var wanted = ConfigurationWords.ofTheRecord();
        wanted.removeIf(word -> PUT_IN_BY_THE_CHART.contains(word.split("\\.", 2)[0]));
        var known = new TreeSet<String>();
        words("", schema.at("/properties/config"), known);

        assertThat(known).isEqualTo(wanted);
    }

    @Test
    void every_object_refuses_what_it_does_not_know() {
        assertThat(open("", schema)).containsExactlyInAnyOrder("/properties/global", "/$defs/object");
    }

    @Test
    void everything_it_knows_has_a_default_that_a_reader_finds() throws IOException {
        var values =
                new YAMLMapper().readTree(Chart.DIRECTORY.resolve("values.yaml").toFile());
        var names = new TreeSet<String>();
        schema.at("/properties").fieldNames().forEachRemaining(names::add);
        names.removeAll(List.of("global", "enabled"));

        assertThat(names)
                .isEqualTo(new TreeSet<>(
                        values.properties().stream().map(Map.Entry::getKey).toList()));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String written(ObjectNode made) throws IOException {
        var printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        return JSON.writer(printer).writeValueAsString(made) + "\n";
    }

    private void words(String path, JsonNode node, Set<String> into) {
        var resolved = node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
        if (resolved.has("properties")) {
            resolved.get("properties")
                    .properties()
                    .forEach(entry ->
                            words(path + (path.isEmpty() ? "" : ".") + entry.getKey(), entry.getValue(), into));
        } else if (resolved.has("patternProperties")) {
            resolved.get("patternProperties").forEach(value -> words(path + ".*", value, into));
        } else {
            into.add(path);
        }
    }

    private static List<String> open(String path, JsonNode node) {
        var inside = node.properties().stream()
                .flatMap(entry -> open(path + "/" + entry.getKey(), entry.getValue()).stream());
        var here = node.path("type").asText().equals("object") && !node.has("additionalProperties")
                ? Stream.of(path)
                : Stream.<String>of();
        return Stream.concat(here, inside).toList();
    }
}
