package dev.keyturn.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** {@code kubectl get}: the printer columns of a definition, applied to its resources as an API server does it. */
final class KubectlTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP = Pattern.compile("\\.(\\w+)(?:\\[\\?\\(@\\.(\\w+)==\"(\\w+)\"\\)])?");

    private final List<Column> columns = new ArrayList<>();

    private record Column(String name, String path, boolean date, int priority) {}

    private KubectlTable() {
        columns.add(new Column("NAME", ".metadata.name", false, 0));
    }

    /** The columns that stand in a definition's YAML. */
    static KubectlTable of(Path definition) throws IOException {
        var table = new KubectlTable();
        new YAMLMapper()
                .readTree(definition.toFile())
                .at("/spec/versions/0/additionalPrinterColumns")
                .forEach(column -> table.columns.add(new Column(
                        column.path("name").asText(),
                        column.path("jsonPath").asText(),
                        column.path("type").asText().equals("date"),
                        column.path("priority").asInt())));
        return table;
    }

    /** Two lines: the head, and the resource that this JSON is; without the columns of {@code -o wide}. */
    String text(String json, Instant now) throws IOException {
        var resource = JSON.readTree(json);
        var shown = columns.stream().filter(column -> column.priority() == 0).toList();
        return line(shown.stream().map(Column::name).toList(), cells(shown, resource, now)) + "\n"
                + line(
                        cells(shown, resource, now),
                        shown.stream().map(Column::name).toList());
    }

    /** A {@code Table} of {@code meta.k8s.io} with the resource, or all resources of the list, that this JSON is. */
    String json(String json, Instant now) throws IOException {
        var given = JSON.readTree(json);
        var table = JSON.createObjectNode().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        table.set("metadata", given.path("items").isArray() ? given.path("metadata") : JSON.createObjectNode());
        var heads = table.putArray("columnDefinitions");
        columns.forEach(column -> heads.addObject()
                .put("name", column.name())
                .put("type", "string")
                .put("format", column.name().equals("NAME") ? "name" : "")
                .put("priority", column.priority()));
        var rows = table.putArray("rows");
        for (var resource : given.path("items").isArray() ? given.path("items") : List.of(given)) {
            row(rows.addObject(), resource, now);
        }
        return table.toString();
    }

    private void row(ObjectNode row, JsonNode resource, Instant now) {
        cells(columns, resource, now).forEach(row.putArray("cells")::add);
        row.putObject("object")
                .put("kind", "PartialObjectMetadata")
                .put("apiVersion", "meta.k8s.io/v1")
                .set("metadata", resource.path("metadata"));
    }

    private static List<String> cells(List<Column> columns, JsonNode resource, Instant now) {
        return columns.stream()
                .map(column -> {
                    var value = at(resource, column.path());
                    return column.date() && !value.isEmpty() ? age(Duration.between(Instant.parse(value), now)) : value;
                })
                .toList();
    }

    /** Follows a path of names, a list being searched where a step says for what; empty where it leads nowhere. */
    private static String at(JsonNode tree, String path) {
        var node = tree;
        for (var step : STEP.matcher(path).results().toList()) {
            node = node.path(step.group(1));
            if (step.group(2) != null) {
                node = StreamSupport.stream(node.spliterator(), false)
                        .filter(item -> item.path(step.group(2)).asText().equals(step.group(3)))
                        .findFirst()
                        .orElse(JSON.missingNode());
            }
        }
        return node.asText();
    }

    private static String age(Duration age) {
        return age.compareTo(Duration.ofMinutes(2)) < 0
                ? Math.max(0, age.toSeconds()) + "s"
                : age.toMinutes() + "m" + (age.toSecondsPart() == 0 ? "" : age.toSecondsPart() + "s");
    }

    private static String line(List<String> cells, List<String> others) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> pad(
                        cells.get(i),
                        Math.max(cells.get(i).length(), others.get(i).length())))
                .collect(Collectors.joining("   "));
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
