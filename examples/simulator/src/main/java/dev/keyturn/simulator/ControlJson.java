package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The records of the Java API as JSON of the control API. */
final class ControlJson {
    private ControlJson() {}

    static <T> JsonNode list(List<T> items, Function<T, ObjectNode> shown) {
        var array = Json.object().arrayNode();
        items.forEach(item -> array.add(shown.apply(item)));
        return array;
    }

    static JsonNode texts(List<String> items) {
        var array = Json.object().arrayNode();
        items.forEach(array::add);
        return array;
    }

    static ObjectNode key(ApiKey key) {
        return Json.object()
                .put("id", key.id())
                .put("workspace", key.workspace())
                .put("name", key.name())
                .put("created_at", Json.timestamp(key.createdAt()))
                .put("created_by", key.createdBy().email())
                .put("deleted_at", key.deletedAt().map(Json::timestamp).orElse(null))
                .put("deleted_by", key.deletedBy().map(Actor::email).orElse(null));
    }

    static ObjectNode pair(Pair pair) {
        return Json.object()
                .put("id", pair.id())
                .put("workspace", pair.workspace())
                .put("name", pair.name())
                .put("key", pair.key())
                .put("is_default", pair.isDefault())
                .put("created_at", Json.timestamp(pair.createdAt()))
                .put("created_by", pair.createdBy().map(Actor::email).orElse(null))
                .put("rotated_at", pair.rotatedAt().map(Json::timestamp).orElse(null))
                .put("rotated_by", pair.rotatedBy().map(Actor::email).orElse(null))
                .put("deleted_at", pair.deletedAt().map(Json::timestamp).orElse(null))
                .put("deleted_by", pair.deletedBy().map(Actor::email).orElse(null));
    }

    static ObjectNode minted(MintedPair minted) {
        return pair(minted.pair()).put("secret", minted.secret());
    }

    static ObjectNode minted(MintedToken token) {
        return Json.object()
                .put("id", token.id())
                .put("service_token", token.material())
                .put("expires_at", token.expiresAt().map(Json::timestamp).orElse(null));
    }

    static ObjectNode deployment(Deployment deployment) {
        return Json.object().put("pairs", deployment.pairs()).put("bridge", deployment.bridge());
    }

    static Deployment deployment(ObjectNode body) {
        body.fieldNames().forEachRemaining(field -> {
            if (!Set.of("pairs", "bridge").contains(field) || !body.path(field).isBoolean()) {
                throw new IllegalArgumentException("a deployment has \"pairs\" and \"bridge\", true or false");
            }
        });
        return new Deployment(
                body.path("pairs").asBoolean(true), body.path("bridge").asBoolean(true));
    }

    static ObjectNode fault(OrderedFault ordered) {
        var rule = ordered.rule();
        var fault = Json.object().put("id", ordered.id());
        fault.set(
                "calls",
                texts(rule.calls().stream().map(CallKind::name).sorted().toList()));
        return fault.put("workspace", rule.workspace().orElse(null))
                .put("namePrefix", rule.namePrefix().orElse(null))
                .put("skip", rule.skip())
                .put("times", rule.times())
                .put("fault", rule.fault().name())
                .put("applied", ordered.applied());
    }

    static ObjectNode call(Call call) {
        return Json.object()
                .put("number", call.number())
                .put("at", Json.timestamp(call.at()))
                .put("host", call.host().name())
                .put("kind", call.kind().name())
                .put("method", call.method())
                .put("path", call.path())
                .put("status", call.status())
                .put("effect", call.effect())
                .put("authenticated_by", call.authenticatedBy().orElse(null))
                .put("subject", call.subject().orElse(null))
                .put("fault", call.fault().orElse(null));
    }

    static ObjectNode suspicion(Suspicion suspicion) {
        return Json.object()
                .put("at", Json.timestamp(suspicion.at()))
                .put("host", suspicion.host().name())
                .put("method", suspicion.method())
                .put("path", suspicion.path())
                .put("what", suspicion.what());
    }

    static JsonNode counts(Map<CallKind, Long> counts) {
        var object = Json.object();
        new TreeMap<>(counts).forEach((kind, count) -> object.put(kind.name(), count));
        return object;
    }

    static CallKind kind(String name) {
        return Arrays.stream(CallKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("a kind of call is one of " + Arrays.toString(CallKind.values())));
    }

    static Optional<String> text(ObjectNode body, String field) {
        return Optional.of(body.path(field)).filter(JsonNode::isValueNode).map(JsonNode::asText);
    }

    static String required(ObjectNode body, String field) {
        return text(body, field)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("\"" + field + "\" is missing"));
    }
}
