package dev.keyturn.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the human does, and what a test asks, over HTTP with JSON. Nothing of this is SuprSend's. */
final class ControlApi implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(ControlApi.class);
    private final Simulator simulator;
    private final ControlPairs pairs;

    ControlApi(Simulator simulator) {
        this.simulator = simulator;
        pairs = new ControlPairs(simulator.pairs());
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
                case "GET /" -> Answer.text(200, ControlHelp.TEXT);
                case "GET /workspaces" -> Answer.json(200, ControlJson.texts(simulator.workspaces()));
                case "POST /workspaces" -> addWorkspace(body(request));
                case "GET /keys" -> keys(request);
                case "POST /keys" -> mintKey(body(request));
                case "DELETE /keys/{id}" -> done(simulator.deleteKey(id));
                case "GET /pairs" -> pairs(request);
                case "POST /pairs" -> pairs.mint(body(request));
                case "GET /pairs/{id}" -> found(pairs.show(id));
                case "PATCH /pairs/{id}" -> found(pairs.rotate(id));
                case "DELETE /pairs/{id}" -> done(simulator.pairs().delete(id));
                case "POST /support" -> pairs.askSupport(body(request));
                case "POST /accepts" -> accepts(body(request));
                case "GET /tokens" -> Answer.json(200, ControlJson.texts(simulator.tokenIds()));
                case "POST /tokens" -> mintToken(request.body().isBlank() ? Json.object() : body(request));
                case "DELETE /tokens/{id}" -> done(simulator.deleteToken(id));
                case "GET /deployment" -> Answer.json(200, ControlJson.deployment(simulator.deployment()));
                case "POST /deployment" -> deploy(body(request));
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
        var keys = records(request, simulator::keys, simulator::livingKeys);
        return Answer.json(200, ControlJson.list(keys, ControlJson::key));
    }

    private Answer pairs(Request request) {
        var pairs = records(request, simulator.pairs()::all, simulator.pairs()::living);
        return Answer.json(200, ControlJson.list(pairs, ControlJson::pair));
    }

    /** Of one workspace or of all, the living or all that ever were, as the query wants it. */
    private <T> List<T> records(Request request, Function<String, List<T>> all, Function<String, List<T>> living) {
        var wanted = Optional.ofNullable(request.query().get("workspace"));
        var read = request.query().getOrDefault("all", "").equals("true") ? all : living;
        return simulator.workspaces().stream()
                .filter(slug -> wanted.map(slug::equals).orElse(true))
                .flatMap(slug -> read.apply(slug).stream())
                .toList();
    }

    private Answer deploy(ObjectNode body) {
        simulator.deploy(ControlJson.deployment(body));
        return Answer.json(200, ControlJson.deployment(simulator.deployment()));
    }

    private Answer mintKey(ObjectNode body) {
        var minted = simulator.mintKey(ControlJson.required(body, "workspace"), ControlJson.required(body, "name"));
        return Answer.json(201, ControlJson.key(minted.key()).put("api_key", minted.material()));
    }

    private Answer mintToken(ObjectNode body) {
        var life = ControlJson.text(body, "expiresIn").map(text -> ShortDuration.parse("expiresIn", text));
        var foreign = ControlJson.text(body, "account").map("other"::equals).orElse(false);
        if (foreign && life.isPresent()) {
            throw new IllegalArgumentException("a token of the other account does not run out");
        }
        var token = foreign
                ? simulator.mintForeignToken()
                : life.map(simulator::mintToken).orElseGet(simulator::mintToken);
        return Answer.json(201, ControlJson.minted(token));
    }

    private Answer accepts(ObjectNode body) {
        var accepted = ControlJson.text(body, "key")
                .map(key -> simulator.pairs().accepts(key, ControlJson.required(body, "secret")))
                .orElseGet(() -> acceptsAny(ControlJson.required(body, "value")));
        return Answer.json(200, Json.object().put("accepts", accepted));
    }

    private boolean acceptsAny(String value) {
        return simulator.accepts(value) || simulator.acceptsToken(value);
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

    private static Answer found(Optional<Answer> answer) {
        return answer.orElseGet(() -> done(false));
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
