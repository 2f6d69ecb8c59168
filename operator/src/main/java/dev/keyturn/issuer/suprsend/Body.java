package dev.keyturn.issuer.suprsend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of an answer. It may hold material: it cannot be printed, and no exception of the parser, whose text has parts of what it read,
 * leaves here.
 */
final class Body {
    private static final ObjectMapper json = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final byte[] bytes;
    private final boolean html;

    Body(String contentType, byte[] bytes) {
        this.bytes = bytes;
        var type = contentType.toLowerCase(Locale.ROOT);
        html = type.startsWith("text/html") || type.startsWith("application/xhtml") || beginsWithTag(bytes);
    }

    /** A page for people, as proxies and login portals give it, whatever they call it. */
    boolean html() {
        return html;
    }

    /** The JSON object that it is; empty if it is anything else. */
    Optional<JsonNode> object() {
        if (html) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.readTree(bytes)).filter(JsonNode::isObject);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The text in a field of an object; empty if there is none. */
    static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The request body that asks for a key. */
    static byte[] newKey(String name, String description) {
        return written(json.createObjectNode().put("name", name).put("description", description));
    }

    /** The request body that asks for a pair, which has no description. */
    static byte[] newPair(String name) {
        return written(json.createObjectNode().put("name", name));
    }

    private static byte[] written(JsonNode texts) {
        try {
            return json.writeValueAsBytes(texts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts can be written", e);
        }
    }

    private static boolean beginsWithTag(byte[] bytes) {
        var at = bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb ? 3 : 0;
        while (at < bytes.length && Character.isWhitespace(bytes[at])) {
            at++;
        }
        return at < bytes.length && bytes[at] == '<';
    }
}
