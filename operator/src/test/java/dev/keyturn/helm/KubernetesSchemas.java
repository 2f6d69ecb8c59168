package dev.keyturn.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Schemas of Kubernetes' own types as JSON Schema that refuses what it does not know, made of what an API server publishes. */
final class KubernetesSchemas {

    /** Of names in {@code $defs}; what follows is the type's name without {@code io.k8s.api.}. */
    static final String OURS = "k8s.";

    private static final String REF = "#/$defs/";
    private static final String THEIRS = "#/components/schemas/";
    private static final Set<String> KEPT =
            Set.of("type", "required", "enum", "oneOf", "minimum", "maximum", "pattern");

    private static final String QUANTITY = OURS + "resource.Quantity";

    /** Published without it: a text of any kind. What is below zero is taken nowhere in a pod. */
    private static final String SHAPE_OF_QUANTITIES =
            "^([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$";

    private final ObjectMapper json = new ObjectMapper();
    private final TreeMap<String, JsonNode> published = new TreeMap<>();

    /** Knows the types in these documents of OpenAPI 3. */
    KubernetesSchemas(List<JsonNode> documents) {
        for (var document : documents) {
            document.at("/components/schemas")
                    .properties()
                    .forEach(schema -> published.put(renamed(schema.getKey()), schema.getValue()));
        }
    }

    private static String renamed(String name) {
        return OURS
                + name.replaceFirst("^io\\.k8s\\.(api|apimachinery\\.pkg)\\.", "")
                        .replaceFirst("^apis?\\.", "");
    }

    /** The same schema, with the definitions of Kubernetes' types that it refers to, and no others of them. */
    ObjectNode complete(JsonNode schema) {
        ObjectNode completed = schema.deepCopy();
        var definitions = completed.withObject("/$defs");
        var names = definitions.properties().stream().map(Map.Entry::getKey).toList();
        names.stream().filter(name -> name.startsWith(OURS)).forEach(definitions::remove);
        var made = new TreeMap<String, JsonNode>();
        collect(completed, made);
        made.forEach(definitions::set);
        return completed;
    }

    private void collect(JsonNode node, Map<String, JsonNode> made) {
        if (node instanceof ObjectNode object) {
            var ref = object.path("$ref").asText();
            var name = ref.startsWith(REF + OURS) ? ref.substring(REF.length()) : "";
            if (!name.isEmpty() && !made.containsKey(name)) {
                var known = published.get(name);
                if (known == null) {
                    throw new IllegalStateException("the API server publishes no " + name);
                }
                var closed = name.equals(QUANTITY) ? quantity() : closed(known);
                made.put(name, closed);
                collect(closed, made);
            }
        }
        node.forEach(child -> collect(child, made));
    }

    private ObjectNode closed(JsonNode theirs) {
        var ours = json.createObjectNode();
        var whole = theirs.path("allOf");
        if (whole.size() == 1) {
            return closed(whole.get(0));
        }
        if (theirs.has("$ref")) {
            return ours.put("$ref", REF + renamed(theirs.get("$ref").asText().substring(THEIRS.length())));
        }
        theirs.properties().stream()
                .filter(entry -> KEPT.contains(entry.getKey()))
                .forEach(entry -> ours.set(entry.getKey(), entry.getValue()));
        if (theirs.has("items")) {
            ours.set("items", closed(theirs.get("items")));
        }
        if (theirs.has("properties")) {
            var properties = ours.putObject("properties");
            theirs.get("properties")
                    .properties()
                    .forEach(entry -> properties.set(entry.getKey(), closed(entry.getValue())));
            ours.put("additionalProperties", false);
        } else if (theirs.has("additionalProperties")) {
            ours.set("additionalProperties", closed(theirs.get("additionalProperties")));
        } else if (theirs.path("type").asText().equals("object")) {
            ours.put("additionalProperties", false);
        }
        return withoutDoubleType(ours);
    }

    private ObjectNode quantity() {
        var quantity = json.createObjectNode();
        quantity.putArray("type").add("string").add("number");
        return quantity.put("pattern", SHAPE_OF_QUANTITIES).put("minimum", 0);
    }

    /** A port or a percentage is published as a string that may be a number. */
    private static ObjectNode withoutDoubleType(ObjectNode ours) {
        if (ours.get("oneOf") instanceof ArrayNode) {
            ours.remove("type");
        }
        return ours;
    }
}
