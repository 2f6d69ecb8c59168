package dev.keyturn.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Material as it is stored: the line {@code plain:v1}, then a JSON object of fields with base64 values. The header tells a later
 * version, which may seal what it stores, what it reads.
 */
final class MaterialCodec {

    private static final String HEADER = "plain:v1\n";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private MaterialCodec() {}

    static byte[] write(Material material) {
        var fields = new TreeMap<String, byte[]>();
        material.fields().forEach((field, value) -> fields.put(field, value.lend(byte[]::clone)));
        try {
            return (HEADER + JSON.writeValueAsString(fields)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of bytes can be written as JSON", e);
        }
    }

    /**
     * The material of an entry.
     *
     * @throws IllegalStateException if it is not in this form; nothing of it is told
     */
    static Material read(String entry, byte[] stored) {
        var text = new String(stored, StandardCharsets.UTF_8);
        if (!text.startsWith(HEADER)) {
            throw new IllegalStateException("entry " + entry + " does not begin with " + HEADER.strip()
                    + ", the only form that this version of Keyturn can read");
        }
        return new Material(parse(entry, text.substring(HEADER.length())).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> Secret.takeOwnership(field.getValue()))));
    }

    private static Map<String, byte[]> parse(String entry, String text) {
        try {
            return JSON.readValue(text, new TypeReference<Map<String, byte[]>>() {});
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes what it could not read.
            throw unreadable(entry);
        }
    }

    private static IllegalStateException unreadable(String entry) {
        return new IllegalStateException("entry " + entry + " is not readable");
    }
}
