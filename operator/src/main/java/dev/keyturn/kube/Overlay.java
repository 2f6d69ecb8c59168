package dev.keyturn.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.plan.Intent;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Request;
import dev.keyturn.plan.Rotation;
import dev.keyturn.plan.Turn;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lays what this version writes over what was read, so that fields which it does not know survive beside those it knows. */
final class Overlay {

    /** What tells one thing from the next in the same place: another key's unknown fields are not this one's. */
    private static final Map<Class<?>, String> IDENTITY = Map.of(
            Owner.class, "uid",
            Key.class, "attempt",
            Place.class, "workspaceUid",
            Rotation.class, "id",
            Intent.class, "attempt",
            Request.class, "token",
            Turn.class, "revision");

    private Overlay() {}

    /** The next form of a record: its own fields as given, and those of the old form that its type does not have. */
    static ObjectNode of(Class<?> type, @Nullable JsonNode before, ObjectNode next) {
        if (!(before instanceof ObjectNode old) || !isSame(type, old, next)) {
            return next;
        }
        var known = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(component -> component.getName(), component -> component.getGenericType()));
        var result = JsonNodeFactory.instance.objectNode();
        next.properties()
                .forEach(field -> result.set(
                        field.getKey(), field(known.get(field.getKey()), old.get(field.getKey()), field.getValue())));
        old.properties().stream()
                .filter(field -> !known.containsKey(field.getKey()) && !result.has(field.getKey()))
                .forEach(field -> result.set(field.getKey(), field.getValue()));
        return result;
    }

    private static JsonNode field(@Nullable Type type, @Nullable JsonNode before, JsonNode next) {
        return switch (next) {
            case ObjectNode object
            when type instanceof Class<?> record && record.isRecord() -> of(record, before, object);
            case ArrayNode array
            when elements(type) instanceof Class<?> record && record.isRecord() -> list(record, before, array);
            default -> next;
        };
    }

    private static @Nullable Type elements(@Nullable Type type) {
        return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : null;
    }

    private static ArrayNode list(Class<?> type, @Nullable JsonNode before, ArrayNode next) {
        List<JsonNode> left = new ArrayList<>();
        if (before instanceof ArrayNode) {
            before.forEach(left::add);
        }
        var result = JsonNodeFactory.instance.arrayNode();
        for (var element : next) {
            var match = left.stream().filter(old -> isSame(type, old, element)).findFirst();
            match.ifPresent(left::remove);
            result.add(element instanceof ObjectNode object ? of(type, match.orElse(null), object) : element);
        }
        return result;
    }

    private static boolean isSame(Class<?> type, JsonNode before, JsonNode next) {
        return Optional.ofNullable(IDENTITY.get(type))
                .map(field -> Objects.equals(before.get(field), next.get(field)))
                .orElse(true);
    }
}
