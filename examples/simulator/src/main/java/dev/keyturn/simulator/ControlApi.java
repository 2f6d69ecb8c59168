package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the human does, and what a test asks, over HTTP with JSON. Nothing of this is SuprSend's. */
final class ControlApi implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(ControlApi.class);
    private static final String HELP = """
            This is a simulator of SuprSend, for trying things out. It is no product of SuprSend, and nothing is ever sent.

            GET    /workspaces                  slugs
            POST   /workspaces                  {"slug": "staging", "mode": "sandbox"}
            GET    /keys?workspace=staging      living keys; &all=true: deleted ones too
            POST   /keys                        {"workspace": "staging", "name": "by-hand"}: answers with the material, once
            DELETE /keys/{id}                   by hand, as at the dashboard
            POST   /accepts                     {"value": "SS...."}: does the hub take this key now
            GET    /tokens                      ids of living service tokens
            POST   /tokens                      answers with the material, once
            DELETE /tokens/{id}
            GET    /faults                      what was ordered and how often it was applied
            POST   /faults                      {"call": "CREATE_KEY", "fault": "drop-after"}
                   optional: "workspace", "namePrefix", "skip": 2, "times": 3 or "always"; no "call": every call
                   faults:   %s
                   with:     "status": 503, "retryAfter": "30"; "duration": "5s" (ms, s, m, h)
            DELETE /faults, /faults/{id}        nothing goes wrong any more
            GET    /calls?kind=CREATE_KEY       latest calls; &after=17: from number 18 on
            GET    /counts                      how many calls there ever were, by kind
            GET    /suspicions                  what a careful client would not have sent
            DELETE /suspicions
            """.formatted(String.join(", ", FaultOrders.names()));
    private final Simulator simulator;

    ControlApi(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = Request.read(Host.ELSEWHERE, exchange);
            var answer = answer(request);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (RuntimeException e) {
            log.error("a fault of the simulator itself", e);
        }
    }

    private Answer answer(Request request) {
        try {
            var path = request.segments();
            var id = path.size() > 1 ? path.get(1) : "";
            return switch (request.method() + " /" + path.getFirst() + (id.isEmpty() ? "" : "/{id}")) {
                case "GET /" -> Answer.text(200, HELP);
                case "GET /workspaces" -> Answer.json(200, ControlJson.texts(simulator.workspaces()));
                case "POST /workspaces" -> addWorkspace(body(request));
                case "GET /keys" -> keys(request);
                case "POST /keys" -> mintKey(body(request));
                case "DELETE /keys/{id}" -> done(simulator.deleteKey(id));
                case "POST /accepts" -> accepts(body(request));
                case "GET /tokens" -> Answer.json(200, ControlJson.texts(simulator.tokenIds()));
                case "POST /tokens" -> Answer.json(201, ControlJson.minted(simulator.mintToken()));
                case "DELETE /tokens/{id}" -> done(simulator.deleteToken(id));
                case "GET /faults" -> Answer.json(200, ControlJson.list(simulator.faults(), ControlJson::fault));
                case "POST /faults" -> order(body(request));
                case "DELETE /faults" -> done(simulator::heal);
                case "DELETE /faults/{id}" -> done(id.matches("\\d{1,18}") && simulator.cancel(Long.parseLong(id)));
                case "GET /calls" -> calls(request);
                case "GET /counts" -> Answer.json(200, ControlJson.counts(simulator.counts()));
                case "GET /suspicions" ->
                    Answer.json(200, ControlJson.list(simulator.suspicions(), ControlJson::suspicion));
                case "DELETE /suspicions" -> done(simulator::forgetSuspicions);
                default -> error(404, "nothing here; GET / says what there is");
            };
        } catch (IllegalArgumentException e) {
            return error(400, Optional.ofNullable(e.getMessage()).orElse("cannot be read"));
        }
    }

    private Answer addWorkspace(ObjectNode body) {
        var mode = ControlJson.text(body, "mode").orElse("sandbox");
        simulator.addWorkspace(ControlJson.required(body, "slug"), Mode.of(mode));
        return Answer.json(201, ControlJson.texts(simulator.workspaces()));
    }

    private Answer keys(Request request) {
        var query = request.query();
        var wanted = query.get("workspace");
        Predicate<ApiKey> shown = query.getOrDefault("all", "").equals("true") ? _ -> true : ApiKey::living;
        var keys = simulator.workspaces().stream()
                .filter(slug -> wanted == null || wanted.equals(slug))
                .flatMap(slug -> simulator.keys(slug).stream())
                .filter(shown)
                .toList();
        return Answer.json(200, ControlJson.list(keys, ControlJson::key));
    }

    private Answer mintKey(ObjectNode body) {
        var minted = simulator.mintKey(ControlJson.required(body, "workspace"), ControlJson.required(body, "name"));
        return Answer.json(201, ControlJson.key(minted.key()).put("api_key", minted.material()));
    }

    private Answer accepts(ObjectNode body) {
        var accepted = simulator.accepts(ControlJson.required(body, "value"));
        return Answer.json(200, Json.object().put("accepts", accepted));
    }

    private Answer order(ObjectNode body) {
        return Answer.json(201, Json.object().put("id", simulator.order(FaultOrders.read(body))));
    }

    private Answer calls(Request request) {
        var query = request.query();
        var after = Long.parseLong(query.getOrDefault("after", "0"));
        var kind = Optional.ofNullable(query.get("kind")).map(ControlJson::kind);
        var calls = simulator.calls(call -> call.number() > after
                && kind.map(wanted -> wanted == call.kind()).orElse(true));
        return Answer.json(200, ControlJson.list(calls, ControlJson::call));
    }

    private static ObjectNode body(Request request) {
        return Json.readObject(request.body())
                .orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
    }

    private static Answer done(boolean found) {
        return found ? Answer.empty(204) : error(404, "no such thing");
    }

    private static Answer done(Runnable work) {
        work.run();
        return Answer.empty(204);
    }

    private static Answer error(int status, String what) {
        JsonNode body = Json.object().put("error", what);
        return Answer.json(status, body);
    }
}
