package dev.keyturn.simulator;

/** Bodies of answers that a fault puts in the place of the provider's; each holds {@link Fault#FOREIGN_TEXT}. */
final class FaultBodies {
    private FaultBodies() {}

    static Answer of(int status) {
        return switch (status) {
            case 401 ->
                Answer.error(
                        401,
                        "authentication_failed",
                        "AuthenticationFailed",
                        "Invalid service token. " + Fault.FOREIGN_TEXT);
            case 403 -> Answer.error(403, "permission_denied", "PermissionDenied", Fault.FOREIGN_TEXT);
            case 404 -> Answer.error(404, "not_found", "NotFound", "record not found " + Fault.FOREIGN_TEXT);
            case 409 -> Answer.error(409, "conflict", "Conflict", Fault.FOREIGN_TEXT);
            case 429 -> Answer.error(429, "throttled", "Throttled", Fault.FOREIGN_TEXT);
            case 500 -> Answer.error(500, "error", "InternalServerError", Fault.FOREIGN_TEXT);
            default ->
                Answer.html(status, "<html><body><h1>" + status + "</h1>" + Fault.FOREIGN_TEXT + "</body></html>");
        };
    }

    static Answer wrongShape(int status) {
        return Answer.json(status, Json.object().put("data", Fault.FOREIGN_TEXT).put("results", 7));
    }

    static Answer truncated(Answer answer) {
        return Answer.json(answer.status(), Json.object())
                .withBody(answer.body().substring(0, answer.body().length() / 2));
    }
}
