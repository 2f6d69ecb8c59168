package dev.keyturn.simulator;

import static dev.keyturn.simulator.Paths.matches;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.simulator.HubAuth.Opener;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The hub: what an API key or a signature opens. Either belongs to one workspace, and that is the one the hub shows. And the bridge, over
 * which a service token reads a pair.
 */
final class HubApi {
    private final Account account;
    private final HubAuth auth;

    HubApi(Account account) {
        this.account = account;
        auth = new HubAuth(account);
    }

    Operation understand(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /v1/tenant/" -> authenticated(CallKind.PROBE, request, caller -> tenants(caller, request));
            case "GET /v1/subscriber_list/" -> authenticated(CallKind.PROBE, request, _ -> nothing(request));
            case "GET /v1/user/" -> authenticated(CallKind.PROBE, request, _ -> users(request));
            case "POST /trigger/", "POST /event/" -> send(request);
            default -> other(request);
        };
    }

    private Operation other(Request request) {
        var path = request.segments();
        var method = request.method();
        if (method.equals("GET")
                && (matches(path, "v1", "*", "ws_key", "bridge", "") || matches(path, "v1", "*", "ws_key", "bridge"))) {
            return bridge(path.get(1), request);
        }
        return method.equals("POST") && matches(path, "*", "trigger", "")
                ? send(request)
                : Operation.answered(CallKind.OTHER, Errors.unknownPath());
    }

    private Operation send(Request request) {
        return authenticated(
                CallKind.SEND,
                request,
                _ -> Answer.text(202, "{\"status\":\"success\"}").withEffect());
    }

    private Operation bridge(String slug, Request request) {
        var name = account.workspace(slug).map(workspace -> workspace.pairs.onBridge().name);
        var operation = Operations.inWorkspace(account, CallKind.READ_BRIDGE, slug, name, (workspace, lateness) -> {
            var pair = workspace.pairs.onBridge();
            var value = pair.shownAt(account.now(), lateness.lists());
            return Answer.json(200, Json.object().put("key", pair.key).put("secret", value.secret()))
                    .about(pair.id);
        });
        return Operations.forToken(account, request, operation);
    }

    private Operation authenticated(CallKind kind, Request request, Function<Opener, Answer> answer) {
        var known = auth.opener(request);
        return new Operation(
                kind,
                known.map(Opener::workspace),
                known.map(Opener::name),
                known.filter(Opener::opens).map(Opener::id),
                _ -> known.filter(Opener::enters)
                        .map(caller -> answer.apply(caller).about(caller.id()))
                        .orElseGet(() -> refused(known)));
    }

    private Answer refused(Optional<Opener> known) {
        var refusal = Errors.refusedByHub(account.contract().hubRefusal());
        return known.map(caller -> refusal.about(caller.id())).orElse(refusal);
    }

    private static Answer tenants(Opener caller, Request request) {
        var tenant = Json.object().put("tenant_id", "default").put("tenant_name", caller.workspace());
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
