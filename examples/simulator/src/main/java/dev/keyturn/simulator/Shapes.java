package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** The provider's records as JSON: the fields of its documents, all of them and in their order. */
final class Shapes {
    private Shapes() {}

    static JsonNode workspace(Workspace workspace) {
        var record = Json.object().put("uid", workspace.uid).put("slug", workspace.slug);
        record.putObject("data_center");
        return record.put("is_expired", false)
                .put("has_limit_reached", false)
                .put("name", workspace.name)
                .put("description", "")
                .put("mode", workspace.mode.name().toLowerCase(Locale.ROOT));
    }

    static JsonNode config(Workspace workspace) {
        return Json.object().put("slug", workspace.slug).put("user_tenancy_mode", false);
    }

    static JsonNode listedKey(Workspace.Listed listed) {
        return key(listed.key(), listed.death());
    }

    /** The one answer that holds the material. */
    static JsonNode createdKey(Account.Made made) {
        return key(made.key(), Optional.empty()).put("api_key", made.material());
    }

    /** With key and secret in clear, as every answer about pairs has them. */
    static JsonNode pair(Pairs.Listed listed) {
        var pair = listed.pair();
        var value = listed.value();
        var record = Json.object()
                .put("id", pair.id)
                .put("name", pair.name)
                .put("key", pair.key)
                .put("secret", value.secret())
                .put("is_default", pair.isDefault)
                .put("is_active", listed.end().isEmpty())
                .put("is_deleted", listed.end().isPresent());
        record.putArray("allowed_domains");
        record.put("created_at", Json.timestamp(pair.createdAt));
        record.set("created_by", actor(pair.first().by()));
        var turned = Optional.of(value).filter(pair::isRotated);
        record.put(
                "rotated_at",
                turned.map(StoredPair.Value::madeAt).map(Json::timestamp).orElse(null));
        record.set("rotated_by", actor(turned.flatMap(StoredPair.Value::by)));
        record.put(
                "deleted_at",
                listed.end().map(StoredPair.End::at).map(Json::timestamp).orElse(null));
        record.set("deleted_by", actor(listed.end().map(StoredPair.End::by)));
        return record;
    }

    private static JsonNode actor(Optional<Actor> actor) {
        return actor.map(Shapes::actor).orElseGet(NullNode::getInstance);
    }

    private static ObjectNode key(StoredKey key, Optional<StoredKey.Death> death) {
        var record = Json.object()
                .put("id", key.id)
                .put("masked_api_key", key.masked)
                .put("is_deleted", death.isPresent())
                .put("name", key.name);
        record.putArray("allowed_domains");
        record.put("created_at", Json.timestamp(key.createdAt));
        record.set("created_by", actor(key.createdBy));
        death.ifPresentOrElse(
                end -> {
                    record.put("deleted_at", Json.timestamp(end.at()));
                    record.set("deleted_by", actor(end.by()));
                },
                () -> record.putNull("deleted_at").putNull("deleted_by"));
        return record;
    }

    private static JsonNode actor(Actor actor) {
        return Json.object().put("name", actor.name()).put("email", actor.email());
    }
}
