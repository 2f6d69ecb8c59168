package dev.keyturn.main;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a manifest says that its kind does not have, or has as something else. The API server refuses it or drops it; here nobody would
 * see that a word was misspelt. Jackson's own strictness ends with the first thing that is wrong; here all of them are told at once.
 */
final class KnownFields {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the API server writes, and takes from no manifest. */
    private static final String STATUS = "status";

    private static final List<String> TOP = List.of("apiVersion", "kind", "metadata", "spec", STATUS);

    private final String kind;
    private final List<String> wrong = new ArrayList<>();

    private KnownFields(String kind) {
        this.kind = kind;
    }

    /** All that is wrong, each as a sentence; only then may it be read as that class. */
    static List<String> wrong(JsonNode document, Class<? extends HasMetadata> type) {
        var check = new KnownFields(HasMetadata.getKind(type));
        document.fieldNames().forEachRemaining(name -> {
            if (!TOP.contains(name)) {
                check.unknown("", name, TOP);
            }
        });
        check.metadata(document.path("metadata"));
        var spec = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments()[0];
        check.value("spec", document.path("spec"), JSON.constructType(spec));
        return List.copyOf(check.wrong);
    }

    private void metadata(JsonNode metadata) {
        var known = fields(JSON.constructType(ObjectMeta.class));
        if (!isOf("metadata", metadata, metadata.isObject(), "a map")) {
            return;
        }
        metadata.properties().forEach(field -> {
            var type = known.get(field.getKey());
            if (type == null) {
                wrong.add("metadata." + field.getKey() + " is not a field of " + kind);
            } else if (type.isMapLikeType() || type.hasRawClass(String.class)) {
                value("metadata." + field.getKey(), field.getValue(), type);
            }
        });
    }

    private void value(String path, JsonNode value, JavaType type) {
        if (type.isMapLikeType()) {
            if (isOf(path, value, value.isObject(), "a map")) {
                value.properties()
                        .forEach(entry -> value(path + "." + entry.getKey(), entry.getValue(), type.getContentType()));
            }
        } else if (type.isCollectionLikeType()) {
            if (isOf(path, value, value.isArray(), "a list")) {
                for (var i = 0; i < value.size(); i++) {
                    value(path + "[" + i + "]", value.path(i), type.getContentType());
                }
            }
        } else if (type.hasRawClass(String.class)) {
            isOf(path, value, value.isTextual(), "a text (in quotes, where it looks like something else)");
        } else if (type.hasRawClass(Boolean.class)) {
            isOf(path, value, value.isBoolean(), "true or false");
        } else if (isOf(path, value, value.isObject(), "a map")) {
            object(path, value, type);
        }
    }

    private void object(String path, JsonNode value, JavaType type) {
        var known = fields(type);
        value.properties().forEach(field -> {
            var of = known.get(field.getKey());
            if (of == null) {
                unknown(path + ".", field.getKey(), known.keySet());
            } else {
                value(path + "." + field.getKey(), field.getValue(), of);
            }
        });
    }

    /** What is null is as good as absent. */
    private boolean isOf(String path, JsonNode value, boolean fits, String what) {
        if (!fits && !value.isNull() && !value.isMissingNode()) {
            wrong.add(path + " must be " + what);
        }
        return fits;
    }

    private void unknown(String path, String name, Iterable<String> known) {
        wrong.add(path + name + " is not a field of " + kind + "; known there: " + String.join(", ", known));
    }

    private static Map<String, JavaType> fields(JavaType type) {
        return JSON.getDeserializationConfig().introspect(type).findProperties().stream()
                .collect(Collectors.toMap(
                        BeanPropertyDefinition::getName,
                        BeanPropertyDefinition::getPrimaryType,
                        (one, _) -> one,
                        TreeMap::new));
    }
}
