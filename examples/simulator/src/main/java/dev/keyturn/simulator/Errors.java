package dev.keyturn.simulator;

/** The refusals in the provider's documents, word by word where words are documented. */
final class Errors {
    private static final String NO_WORKSPACE = "Not Authenticated - could not find Workspace details";

    private Errors() {}

    static Answer invalidToken() {
        return Answer.error(401, "authentication_failed", "AuthenticationFailed", "Invalid service token.");
    }

    static Answer expiredToken() {
        return Answer.error(401, "authentication_failed", "AuthenticationFailed", "Expired service token.");
    }

    static Answer missingToken() {
        return Answer.json(401, Json.object().put("code", 401).put("message", "ServiceToken not found"));
    }

    static Answer unknownWorkspace(String slug) {
        return Answer.error(404, "not_found", "NotFound", "workspace '" + slug + "' not found");
    }

    static Answer unknownRecord() {
        return Answer.error(404, "not_found", "NotFound", "record not found");
    }

    /** For a path that does not exist, which is no matter of a record. */
    static Answer unknownPath() {
        return Answer.text(404, "404 page not found\n");
    }

    static Answer invalid(String message) {
        return Answer.error(400, "validation_error", "ValidationError", message);
    }

    static Answer nameTaken(String name) {
        var sentence = "Name must be unique. A record with name '" + name + "' already exists in this workspace";
        return listed(sentence);
    }

    /** Undocumented; in the form of the limit of signing keys. */
    static Answer tooManyPairs(int most) {
        return listed("only " + most + " active workspace keys are allowed");
    }

    /** Documented without error_code and detail, and with a list as another language writes it. */
    static Answer defaultPair() {
        return Answer.json(
                400,
                Json.object()
                        .put("code", 400)
                        .put("type", "ValidationError")
                        .put("message", "['cannot delete default workspace-key; rotate secret instead']"));
    }

    /** For a path that the deployment does not know. */
    static Answer missingPath(PairRules.MissingPath form) {
        return switch (form) {
            case TEXT -> unknownPath();
            case OBJECT -> Answer.error(404, "not_found", "NotFound", "not found");
            case HTML -> Answer.html(404, "<!doctype html><html><head><title>Not Found</title></head></html>");
        };
    }

    static Answer refusedByHub(Contract.HubRefusal form) {
        return switch (form) {
            case TEXT -> Answer.text(401, NO_WORKSPACE);
            case JSON_STRING -> Answer.json(401, Json.object().textNode(NO_WORKSPACE));
            case OBJECT ->
                Answer.json(
                        401,
                        Answer.errorBody(401, "unauthorized", "Unauthorized", NO_WORKSPACE)
                                .put("detail", "Authentication failed"));
            case EMPTY -> Answer.empty(401);
        };
    }

    /** The provider writes such a message as a list in a string, and the list itself as the detail. */
    private static Answer listed(String sentence) {
        var list = Json.object().arrayNode().add(sentence);
        var body = Answer.errorBody(400, "error", "ValidationError", Json.text(list));
        body.set("detail", list);
        return Answer.json(400, body);
    }
}
