package dev.keyturn.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes two runs that came to the same state look the same: names of places, identities and times are those of no run. */
final class Normal {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern FINGERPRINT = Pattern.compile("hmac:[0-9a-f]+");

    /** What a provider or the operator drew at random, by what stands before it. */
    private static final Pattern DRAWN = Pattern.compile("\\b(ws_apik_|ws_key_|wksp_|handed-over-)([A-Za-z0-9]+)");

    /** Who else may read Secrets is a matter of the whole cluster; whom a test lets in is of the tenant's namespace. */
    private static final Pattern READERS = Pattern.compile("(?<=not in spec\\.allowedReaders: ).*(?=; take the right)");

    private final Map<String, String> places;
    private final Map<String, Integer> drawn = new HashMap<>();

    private Normal(Map<String, String> places) {
        this.places = places;
    }

    /**
     * The resource, as any run would have had it.
     *
     * @param places names of this run, and what they are called in any; a longer one comes before its own beginning
     */
    static ObjectNode of(ObjectNode resource, Map<String, String> places) {
        var metadata = (ObjectNode) resource.get("metadata");
        metadata.remove("managedFields");
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        metadata.put("uid", "00000000-0000-4000-8000-000000000000");
        metadata.put("resourceVersion", "1");
        if (resource.at("/status/rotation") instanceof ObjectNode rotation) {
            rotation.put("id", "r1");
        }
        if (resource.get("status") instanceof ObjectNode status) {
            status.remove("readers");
        }
        return (ObjectNode) new Normal(places).node(resource);
    }

    private JsonNode node(JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(entry -> entry.setValue(node(entry.getValue())));
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, node(array.get(i)));
                }
            }
            case TextNode text -> {
                return TextNode.valueOf(text(text.textValue()));
            }
            default -> {}
        }
        return node;
    }

    private String text(String text) {
        var normal = text;
        for (var place : places.entrySet()) {
            normal = normal.replace(place.getKey(), place.getValue());
        }
        normal = INSTANT.matcher(normal).replaceAll("2026-01-01T00:00:00Z");
        normal = READERS.matcher(normal)
                .replaceAll(listed -> Arrays.stream(listed.group().split(", ", -1))
                        .filter(reader -> reader.startsWith("ServiceAccount/shop/"))
                        .collect(Collectors.joining(", ")));
        normal = FINGERPRINT.matcher(normal).replaceAll("hmac:000000000000");
        return DRAWN.matcher(normal)
                .replaceAll(match -> match.group(1) + drawn.computeIfAbsent(match.group(), _ -> drawn.size() + 1));
    }
}
