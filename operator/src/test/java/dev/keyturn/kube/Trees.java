package dev.keyturn.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ledgers as the JSON that they are stored as. */
final class Trees {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Trees() {}

    static ObjectNode tree(byte[] json) {
        try {
            return (ObjectNode) JSON.readTree(text(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(ObjectNode tree) {
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    static void collect(@Nullable JsonNode node, Consumer<ObjectNode> use) {
        if (node == null) {
            return;
        }
        node.forEach(child -> collect(child, use));
        if (node instanceof ObjectNode object) {
            use.accept(object);
        }
    }
}
