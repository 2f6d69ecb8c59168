package dev.keyturn.port;

import java.util.Map;

/** The secret values of one key, by field; as unprintable as they are. */
public record Material(Map<String, Secret> fields) {

    public Material {
        fields = Map.copyOf(fields);
    }

    public static Material of(String field, Secret value) {
        return new Material(Map.of(field, value));
    }

    /** The value of a field that the key's kind has. */
    public Secret field(String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no field " + name + " among " + fields.keySet());
        }
        return value;
    }
}
