package dev.keyturn.simulator;

/** Bodies of answers that a fault puts in the place of the provider's; each holds {@link Fault#FOREIGN_TEXT}. */
final class FaultBodies {
    private FaultBodies() {}

    static Answer of(Host host, int status) {
        return switch (status) {
            case 401 -> unauthorized(host);
            case 403 -> error(403, "permission_denied", "PermissionDenied");
            case 404 -> error(404, "not_found", "NotFound");
            case 409 -> error(409, "conflict", "Conflict");
            case 429 -> error(429, "throttled", "Throttled");
            case 500 -> error(500, "error", "InternalServerError");
            default -> Answer.html(status, "<html><body>" + status + " " + Fault.FOREIGN_TEXT + "</body></html>");
        };
    }

    static Answer wrongShape(Answer answer) {
        var body = Json.object().put("data", Fault.FOREIGN_TEXT).put("results", 7);
        return Answer.json(answer.status(), body);
    }

    /** The first half of what the provider said. */
    static Answer truncated(Answer answer) {
        return answer.withBody(answer.body().substring(0, answer.body().length() / 2));
    }

    private static Answer unauthorized(Host host) {
        return host == Host.HUB
                ? Answer.text(401, "Not Authenticated - " + Fault.FOREIGN_TEXT)
                : error(401, "authentication_failed", "AuthenticationFailed");
    }

    private static Answer error(int status, String code, String type) {
        return Answer.error(status, code, type, Fault.FOREIGN_TEXT);
    }
}
