package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The hub: what an API key opens. A key belongs to one workspace, and that is the one the hub shows. */
final class HubApi {
    private final Account account;

    HubApi(Account account) {
        this.account = account;
    }

    Operation understand(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/tenant/" -> authenticated(CallKind.PROBE, request, key -> tenants(key, request));
            case "GET /v1/subscriber_list/" -> authenticated(CallKind.PROBE, request, _ -> nothing(request));
            case "GET /v1/user/" -> authenticated(CallKind.PROBE, request, _ -> users(request));
            case "POST /trigger/", "POST /event/" ->
                authenticated(
                        CallKind.SEND,
                        request,
                        _ -> Answer.text(202, "{\"status\":\"success\"}").withEffect());
            default -> Operation.answered(CallKind.OTHER, Errors.unknownPath());
        };
    }

    private Operation authenticated(CallKind kind, Request request, Function<StoredKey, Answer> answer) {
        var known = request.credential("Bearer").flatMap(account::key);
        var accepted = known.filter(key -> key.acceptedAt(account.now()));
        return new Operation(
                kind,
                known.map(key -> key.workspace),
                known.map(key -> key.name),
                accepted.map(key -> key.id),
                _ -> known.filter(key -> key.acceptedAt(account.now()))
                        .map(key -> answer.apply(key).about(key.id))
                        .orElseGet(() -> refused(known)));
    }

    private Answer refused(Optional<StoredKey> known) {
        var refusal = Errors.refusedByHub(account.contract().hubRefusal());
        return known.map(key -> refusal.about(key.id)).orElse(refusal);
    }

    private static Answer tenants(StoredKey key, Request request) {
        var tenant = Json.object().put("tenant_id", "default").put("tenant_name", key.workspace);
        return page(request, List.of(tenant));
    }

    private static Answer nothing(Request request) {
        return page(request, List.of());
    }

    private static Answer page(Request request, List<JsonNode> all) {
        return Answer.json(200, Paging.of(request, Paging.HUB_LIMIT).page(all, Function.identity()));
    }

    private static Answer users(Request request) {
        var users = Json.object();
        users.putObject("meta")
                .put("count", 1)
                .put("limit", Paging.of(request, Paging.MANAGEMENT_LIMIT).limit())
                .put("has_prev", false)
                .putNull("before")
                .put("has_next", false)
                .putNull("after");
        users.putArray("results").addObject().put("distinct_id", "a-person-none-of-your-business");
        return Answer.json(200, users);
    }
}
