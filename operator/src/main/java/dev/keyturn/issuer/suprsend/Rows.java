package dev.keyturn.issuer.suprsend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.port.InPlace.Shown;
import dev.keyturn.port.Issuer.Compared;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Issuer.Made;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** Reads what the management host says of workspaces and keys; empty where it is not of the documented shape. */
final class Rows {
    private Rows() {}

    static Optional<Workspace> workspace(JsonNode row) {
        return Body.text(row, "uid")
                .flatMap(uid -> Body.text(row, "slug")
                        .map(slug ->
                                new Workspace(slug, uid, Body.text(row, "mode").orElse(""))));
    }

    static Optional<Listed> listed(JsonNode row) {
        var deleted = row.path("is_deleted");
        if (!deleted.isBoolean() && !deleted.isMissingNode()) {
            return Optional.empty();
        }
        return Body.text(row, "id")
                .map(id -> new Listed(
                        id,
                        Body.text(row, "name").orElse(""),
                        deleted.booleanValue(),
                        Body.text(row, "created_at").flatMap(Rows::instant).orElse(null)));
    }

    /** A key beside a value: the row shows some of its own. */
    static Optional<Compared> compared(JsonNode row, Secret value) {
        var fits = Body.text(row, "masked_api_key")
                .filter(shown -> Preview.fits(shown, value))
                .isPresent();
        return listed(row).map(key -> new Compared(key, fits, false));
    }

    /** The same of a pair, which the row has whole; the one that came with the workspace is there for good. */
    static Optional<Compared> comparedPair(JsonNode row, Material value) {
        var fits = keyAndSecret(row).filter(value::equals).isPresent();
        return listed(row)
                .map(key -> new Compared(key, fits, row.path("is_default").asBoolean(false)));
    }

    /** A key just made: its id, which goes into paths, and its value, which goes into headers. */
    static Optional<Made> made(JsonNode row) {
        var id = id(row);
        var value = Body.text(row, "api_key").filter(Texts::isToken).map(Secret::ofText);
        return id.flatMap(known -> value.map(secret -> new Made(known, Material.of(SuprSendApiKeys.FIELD, secret))));
    }

    /** A pair, with key and secret as every answer about one has them. */
    static Optional<Made> madePair(JsonNode row) {
        return id(row).flatMap(id -> keyAndSecret(row).map(material -> new Made(id, material)));
    }

    /** A pair in an answer; one that cannot be used spoils no list. */
    record Pair(
            String id, boolean isDefault, boolean deleted, Optional<Material> material, Optional<Instant> turnedAt) {

        Optional<Shown> shown() {
            return material.map(value -> new Shown(id, value, turnedAt));
        }
    }

    static Optional<Pair> pair(JsonNode row) {
        return id(row).map(id -> new Pair(
                id,
                row.path("is_default").asBoolean(false),
                row.path("is_deleted").asBoolean(false),
                keyAndSecret(row),
                Body.text(row, "rotated_at").flatMap(Rows::instant)));
    }

    /** What can sign. */
    static Optional<Material> keyAndSecret(JsonNode row) {
        var key = Body.text(row, "key").filter(Signature::isKey);
        var secret = Body.text(row, "secret").filter(Texts::isToken);
        return key.flatMap(known -> secret.map(value -> new Material(Map.of(
                SuprSendWorkspaceKeys.KEY, Secret.ofText(known), SuprSendWorkspaceKeys.SECRET, Secret.ofText(value)))));
    }

    private static Optional<String> id(JsonNode row) {
        return Body.text(row, "id")
                .filter(Texts::isToken)
                .filter(text -> Texts.segment(text).isPresent());
    }

    /** For display only: one that cannot be read spoils nothing. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
