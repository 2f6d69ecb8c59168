package dev.keyturn.kube;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ledgers as JSON. A ledger says which schema it was written by, and the oldest reader that understands it; what a reader does not know
 * stays where it is when that reader writes.
 */
final class LedgerCodec {

    static final int SCHEMA = 1;

    private static final String SCHEMA_FIELD = "schema";
    private static final String MIN_READER = "minReader";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .addHandler(new LaterReasons())
            .build();

    private LedgerCodec() {}

    /**
     * The ledger of a keyring.
     *
     * @throws IllegalStateException if a newer version is needed, or it is not readable, or something is missing that it cannot be
     *     without; nothing of its text is told
     */
    static Ledger read(byte[] json) {
        var tree = tree(json);
        var needed = tree.path(MIN_READER).asInt(SCHEMA);
        if (needed > SCHEMA) {
            throw new IllegalStateException("the ledger was written by a newer Keyturn: it needs a reader of version "
                    + needed + ", and this one is of version " + SCHEMA);
        }
        try {
            var ledger = JSON.treeToValue(completed(tree), Ledger.class);
            Completeness.check("ledger", ledger);
            return ledger;
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /**
     * The next ledger, over what was there before.
     *
     * <p>Where it has more than 16 KiB, history goes first, the oldest before the others, then requests that are done with. What
     * revocation needs is never left out, however much it is.
     */
    static byte[] write(Ledger next, byte @Nullable [] before) {
        var basis = before == null ? JsonNodeFactory.instance.objectNode() : tree(before);
        return Compaction.within(next, ledger -> bytes(over(basis, ledger)));
    }

    private static ObjectNode over(ObjectNode basis, Ledger next) {
        ObjectNode written = JSON.valueToTree(next);
        var result = JsonNodeFactory.instance.objectNode();
        result.put(SCHEMA_FIELD, Math.max(SCHEMA, basis.path(SCHEMA_FIELD).asInt(SCHEMA)));
        result.put(MIN_READER, basis.path(MIN_READER).asInt(SCHEMA));
        Overlay.of(Ledger.class, basis, written).properties().forEach(field -> {
            if (!result.has(field.getKey())) {
                result.set(field.getKey(), field.getValue());
            }
        });
        return result;
    }

    private static byte[] bytes(ObjectNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written as JSON", e);
        }
    }

    private static ObjectNode tree(byte[] json) {
        try {
            var tree = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException("the ledger is not a JSON object");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A reason that a later version has is shown and nothing more; not to know it is no ground to refuse a ledger. */
    private static final class LaterReasons extends DeserializationProblemHandler {
        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String message) {
            return type == Reason.class ? Reason.BackingOff : NOT_HANDLED;
        }
    }

    /** With those parts that a ledger may be without and this version has a type for. */
    private static ObjectNode completed(ObjectNode tree) {
        var all = tree.deepCopy();
        putIfAbsent(all, "tokens");
        putIfAbsent(all, "failures");
        if (all.path("handOff").path("unfit") instanceof ObjectNode unfit) {
            putIfAbsent(unfit, "checks");
        }
        for (JsonNode key : all.path("keys")) {
            if (key instanceof ObjectNode object) {
                putIfAbsent(object, "death");
            }
        }
        return all;
    }

    private static void putIfAbsent(ObjectNode tree, String field) {
        if (!tree.hasNonNull(field)) {
            tree.putObject(field);
        }
    }

    /** Says where, but neither what stands there nor, as a cause, what the parser says, which quotes it. */
    private static IllegalStateException unreadable(IOException e) {
        var path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."))
                : "";
        return new IllegalStateException("the ledger is not readable" + (path.isEmpty() ? "" : " at " + path));
    }
}
