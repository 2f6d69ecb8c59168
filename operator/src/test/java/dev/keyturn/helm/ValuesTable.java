package dev.keyturn.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of {@code README.md}, made of the comments in {@code values.yaml}. */
final class ValuesTable {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");
    private static final String SECTION = "# @section ";
    private static final String BEGIN = "# -- ";

    /** A value that is described, with its default as JSON. */
    record Row(String section, String path, String value, String text) {}

    private final JsonNode values;
    private final List<Row> rows = new ArrayList<>();

    ValuesTable(String yaml) throws JsonProcessingException {
        values = new YAMLMapper().readTree(yaml);
        var section = "";
        var text = new ArrayList<String>();
        Deque<String> path = new ArrayDeque<>();
        for (var line : yaml.lines().toList()) {
            var stripped = line.strip();
            if (stripped.startsWith(SECTION)) {
                section = stripped.substring(SECTION.length());
            } else if (stripped.startsWith(BEGIN)) {
                text.clear();
                text.add(stripped.substring(BEGIN.length()));
            } else if (stripped.startsWith("#") && !text.isEmpty()) {
                text.add(stripped.substring(1).strip());
            } else if (KEY.matcher(line).matches()) {
                var key = KEY.matcher(line).replaceAll("$2");
                while (path.size() > line.indexOf(key) / 2) {
                    path.removeLast();
                }
                path.addLast(key);
                if (!text.isEmpty()) {
                    add(section, String.join(".", path), String.join(" ", text));
                    text.clear();
                }
            }
        }
    }

    private void add(String section, String path, String text) throws JsonProcessingException {
        var value = new ObjectMapper().writeValueAsString(values.at("/" + path.replace('.', '/')));
        rows.add(new Row(section, path, value, text));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Paths of values that neither have a description nor are part of one that has. */
    List<String> withoutDescription() {
        return leaves("", values)
                .filter(leaf -> rows.stream()
                        .map(Row::path)
                        .noneMatch(path -> leaf.equals(path) || leaf.startsWith(path + ".")))
                .toList();
    }

    private static Stream<String> leaves(String path, JsonNode node) {
        return node instanceof ObjectNode object && !object.isEmpty()
                ? object.properties().stream()
                        .flatMap(entry ->
                                leaves(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue()))
                : Stream.of(path);
    }

    String markdown() {
        var made = new StringBuilder();
        var section = "";
        for (var row : rows) {
            if (!row.section().equals(section)) {
                section = row.section();
                made.append("\n### ").append(section).append("\n\n| Value | Default | What it is |\n|---|---|---|\n");
            }
            made.append("| `")
                    .append(row.path())
                    .append("` | `")
                    .append(row.value().replace("|", "\\|"))
                    .append("` | ")
                    .append(row.text().replace("|", "\\|"))
                    .append(" |\n");
        }
        return made.append("\n").toString();
    }
}
