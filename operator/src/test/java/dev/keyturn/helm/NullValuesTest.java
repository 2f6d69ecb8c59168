package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Helm takes {@code null} for "without the chart's default". For each value that there is, that is either refused by its name, or leaves
 * nothing empty in what is rendered.
 */
@HelmTest
final class NullValuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<String> values() throws IOException {
        return paths("", YAML.readTree(Chart.DIRECTORY.resolve("values.yaml").toFile()))
                .toList();
    }

    /** Each as a JSON pointer, sections before what is in them. */
    private static Stream<String> paths(String path, JsonNode node) {
        var inside = node.properties().stream()
                .flatMap(entry -> paths(path + "/" + entry.getKey().replace("/", "~1"), entry.getValue()));
        return path.isEmpty() ? inside : Stream.concat(Stream.of(path), inside);
    }

    @ParameterizedTest
    @MethodSource("values")
    void null_is_refused_by_its_name_or_leaves_nothing_empty(String value, Helm helm) throws IOException {
        var rendered = helm.template(without(value));

        if (rendered.exitCode() == 0) {
            try (var objects = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered.stdout())) {
                assertThat(objects.readAll())
                        .flatMap(object -> empty("", object))
                        .isEmpty();
            }
        } else {
            var name = value.substring(value.lastIndexOf('/') + 1);
            assertThat(rendered.stderr()).contains("missing property", "'" + name + "'");
        }
    }

    private static String without(String pointer) {
        var root = JSON.createObjectNode();
        var at = root;
        var names = List.of(pointer.substring(1).split("/", -1));
        for (var name : names.subList(0, names.size() - 1)) {
            at = at.putObject(name.replace("~1", "/"));
        }
        at.putNull(names.getLast().replace("~1", "/"));
        return root.toString();
    }

    private static List<String> empty(String path, JsonNode node) {
        if (node.isNull()) {
            return List.of(path);
        }
        var inside = node.isArray()
                ? Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                        .flatMap(i -> empty(path + "/" + i, node.get(i)).stream())
                : node.properties().stream()
                        .flatMap(entry -> empty(path + "/" + entry.getKey(), entry.getValue()).stream());
        return inside.toList();
    }
}
