package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What the provider answers.
 *
 * @param effect something was created or deleted
 * @param subject id of the key that was created, deleted or shown
 */
record Answer(int status, String type, String body, boolean effect, Optional<String> subject) {

    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.text(body), false, Optional.empty());
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", body, false, Optional.empty());
    }

    static Answer html(int status, String body) {
        return new Answer(status, "text/html; charset=utf-8", body, false, Optional.empty());
    }

    static Answer empty(int status) {
        return new Answer(status, "application/json", "", false, Optional.empty());
    }

    Answer withEffect() {
        return new Answer(status, type, body, true, subject);
    }

    Answer withBody(String other) {
        return new Answer(status, type, other, effect, subject);
    }

    Answer about(String id) {
        return new Answer(status, type, body, effect, Optional.of(id));
    }

    /** The error body of the management API. */
    static Answer error(int status, String code, String type, String message) {
        return json(status, errorBody(status, code, type, message).put("detail", message));
    }

    static ObjectNode errorBody(int status, String code, String type, String message) {
        return Json.object()
                .put("code", status)
                .put("error_code", code)
                .put("type", type)
                .put("message", message);
    }
}
