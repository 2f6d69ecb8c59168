package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code docs/fields.md}: every field of every kind, made of the definitions. */
final class FieldsPageTest {

    private static final String HEAD = """
            # Fields

            Every field of every kind, made of the definitions in [`crds/`](../crds) by `make docs`. On the cluster, `kubectl explain` says the same.

            Durations have one unit: `0s`, `90s`, `30m`, `24h`, `180d`, `26w`, `1y`, where a year is 365 days; always elapsed time. Where a field is not required, its
            description says what applies without it.
            """;

    private final List<JsonNode> definitions = definitions();

    FieldsPageTest() throws IOException {}

    private record Row(String path, String type, String text) {
        String markdown() {
            return "| `%s` | %s | %s |\n".formatted(path, type, Made.cell(text));
        }
    }

    @Test
    void the_page_is_made_of_the_definitions() throws IOException {
        Made.check(
                "fields.md",
                HEAD + definitions.stream().map(FieldsPageTest::kind).collect(Collectors.joining()));
    }

    @Test
    void every_field_is_described() {
        assertThat(definitions)
                .isNotEmpty()
                .allSatisfy(definition -> assertThat(rows("", schema(definition).get("properties")))
                        .filteredOn(row ->
                                row.path().startsWith("spec") || row.path().startsWith("status"))
                        .allSatisfy(row -> assertThat(row.text()).as(row.path()).isNotBlank()));
    }

    /** Credentials first, as a reader looks for them. */
    private static List<JsonNode> definitions() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("keyturn.repository"), "crds"))) {
            var found = new ArrayList<JsonNode>();
            for (var file :
                    files.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                found.add(new YAMLMapper().readTree(file.toFile()));
            }
            found.sort(Comparator.comparing((JsonNode one) -> kindOf(one).endsWith("Account"))
                    .thenComparing(FieldsPageTest::kindOf));
            return found;
        }
    }

    private static String kindOf(JsonNode definition) {
        return definition.at("/spec/names/kind").asText();
    }

    private static JsonNode schema(JsonNode definition) {
        return definition.at("/spec/versions/0/schema/openAPIV3Schema");
    }

    private static String kind(JsonNode definition) {
        var names = definition.at("/spec/names");
        var made = new StringBuilder("\n## %s\n\n%s\n\nShort name `%s`, %s.\n"
                .formatted(
                        kindOf(definition),
                        Made.cell(schema(definition).path("description").asText()),
                        names.at("/shortNames/0").asText(),
                        definition.at("/spec/scope").asText().equals("Cluster")
                                ? "of the whole cluster"
                                : "in a namespace"));
        for (var part : List.of("spec", "status")) {
            made.append("\n### %s: %s\n\n%s\n\n"
                            .formatted(
                                    kindOf(definition),
                                    part,
                                    Made.cell(schema(definition)
                                            .at("/properties/" + part + "/description")
                                            .asText())))
                    .append("| field | takes | what it is |\n|---|---|---|\n");
            rows(part, schema(definition).at("/properties/" + part + "/properties"))
                    .forEach(row -> made.append(row.markdown()));
        }
        return made.toString();
    }

    private static List<Row> rows(String at, JsonNode properties) {
        var rows = new ArrayList<Row>();
        properties.properties().forEach(entry -> {
            var path = at.isEmpty() ? entry.getKey() : at + "." + entry.getKey();
            var field = entry.getValue();
            rows.add(new Row(path, type(field), field.path("description").asText()));
            rows.addAll(rows(path, field.path("properties")));
            rows.addAll(rows(path + "[]", field.at("/items/properties")));
        });
        return rows;
    }

    private static String type(JsonNode field) {
        if (field.has("enum")) {
            return StreamSupport.stream(field.get("enum").spliterator(), false)
                    .map(word -> "`" + word.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        return switch (field.path("type").asText()) {
            case "array" -> "list of " + type(field.get("items"));
            case "boolean" -> "`true`, `false`";
            case "integer" -> "number";
            case "object" ->
                field.has("additionalProperties") ? "map of " + type(field.get("additionalProperties")) : "group";
            case "string" -> field.path("format").asText().equals("date-time") ? "instant" : "text";
            default -> throw new AssertionError("a type without a word: " + field);
        };
    }
}
