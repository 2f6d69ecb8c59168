package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ControlApiTest {
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aPersonMakesAKeySeesItTriesItAndDeletesIt() throws IOException, InterruptedException {
        var made = control("POST", "/keys", "{\"workspace\":\"staging\",\"name\":\"by-hand\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        var id = Running.json(made).path("id").textValue();
        var value = Running.json(made).path("api_key").textValue();
        var shown = """
                {"id":"%s","workspace":"staging","name":"by-hand","created_at":"2026-04-21T12:19:00.148846Z",\
                "created_by":"person@example.com","deleted_at":null,"deleted_by":null}""".formatted(id);
        assertThat(control("GET", "/keys?workspace=staging", "").body()).isEqualTo("[" + shown + "]");
        assertThat(control("GET", "/keys", "").body()).isEqualTo("[" + shown + "]");
        assertThat(control("GET", "/keys?workspace=production", "").body()).isEqualTo("[]");
        assertThat(control("POST", "/accepts", "{\"value\":\"" + value + "\"}").body())
                .isEqualTo("{\"accepts\":true}");

        assertThat(control("DELETE", "/keys/" + id, "").statusCode()).isEqualTo(204);

        assertThat(control("DELETE", "/keys/" + id, "").statusCode()).isEqualTo(404);
        assertThat(control("POST", "/accepts", "{\"value\":\"" + value + "\"}").body())
                .isEqualTo("{\"accepts\":false}");
        assertThat(control("GET", "/keys", "").body()).isEqualTo("[]");
        assertThat(control("GET", "/keys?all=true", "").body())
                .contains("\"deleted_by\":\"person@example.com\"")
                .doesNotContain(value);
    }

    @Test
    void aPersonMakesAndDeletesAServiceToken() throws IOException, InterruptedException {
        var made = Running.json(control("POST", "/tokens", ""));

        assertThat(control("GET", "/tokens", "").body())
                .contains(made.path("id").textValue());
        assertThat(listedWith(made.path("service_token").textValue())).isEqualTo(200);
        assertThat(control("DELETE", "/tokens/" + made.path("id").textValue(), "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(listedWith(made.path("service_token").textValue())).isEqualTo(401);
    }

    @Test
    void aPersonAddsAWorkspace() throws IOException, InterruptedException {
        var made = control("POST", "/workspaces", "{\"slug\":\"demo\",\"mode\":\"production\"}");

        assertThat(made.body()).isEqualTo("[\"staging\",\"production\",\"demo\"]");
        assertThat(running.caller.list("demo").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsAreOrderedSeenAndTakenBack() throws IOException, InterruptedException {
        var ordered = control("POST", "/faults", """
                {"call":"CREATE_KEY","fault":"status","status":503,"retryAfter":"30","workspace":"staging",
                 "namePrefix":"kt-","skip":1,"times":"always"}""");
        assertThat(ordered.body()).isEqualTo("{\"id\":1}");

        assertThat(running.caller.create("staging", "kt-1").statusCode()).isEqualTo(201);
        var refused = running.caller.create("staging", "kt-2");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(control("GET", "/faults", "").body()).isEqualTo("""
                [{"id":1,"calls":["CREATE_KEY"],"workspace":"staging","namePrefix":"kt-","skip":1,"times":2147483647,\
                "fault":"status-503","applied":1}]""");
        assertThat(control("DELETE", "/faults/1", "").statusCode()).isEqualTo(204);
        assertThat(control("DELETE", "/faults/1", "").statusCode()).isEqualTo(404);
        assertThat(running.caller.create("staging", "kt-3").statusCode()).isEqualTo(201);
        control("POST", "/faults", "{\"fault\":\"status\"}");
        assertThat(running.caller.list("staging").statusCode()).isEqualTo(500);
        control("POST", "/faults", "{\"fault\":\"status\"}");
        assertThat(control("DELETE", "/faults", "").statusCode()).isEqualTo(204);
        assertThat(running.caller.list("staging").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "status-after-effect, , ONCE",
        "delay, 5s, ONCE",
        "drop-before, , NONE",
        "drop-after, , ONCE",
        "drop-midway, , ONCE",
        "twice, , TWICE",
        "accepted-late, 500ms, ONCE",
        "dead-late, 2m, ONCE",
        "lists-late, 1h, ONCE",
        "html, , NONE",
        "wrong-shape, , ONCE",
        "truncated, , ONCE",
        "redirect, , NONE",
        "endless-body, , ONCE",
        "flood, , ONCE",
        "slow-body, 5s, ONCE",
    })
    void everyFaultHasAName(String name, String duration, Fault.Effect effect) {
        var body = Json.object().put("call", "CREATE_KEY").put("fault", name);

        var rule = FaultOrders.read(duration == null ? body : body.put("duration", duration));

        assertThat(rule.fault().name()).startsWith(name.replace("-after-effect", ""));
        assertThat(rule.fault().effect()).isEqualTo(effect);
        assertThat(FaultOrders.names()).hasSize(17).contains(name);
    }

    @Test
    void callsCountsAndSuspicionsAreShown() throws IOException, InterruptedException {
        running.caller.create("staging", "one");
        running.caller.management("GET", "/v1/staging/ws_api_key/?page=1", "");

        assertThat(control("GET", "/calls?kind=CREATE_KEY", "").body()).isEqualTo("""
                [{"number":1,"at":"2026-04-21T12:19:00.148846Z","host":"MANAGEMENT","kind":"CREATE_KEY","method":"POST",\
                "path":"/v1/staging/ws_api_key/","status":201,"effect":true,"authenticated_by":"%s","subject":"%s","fault":null}]""".formatted(
                simulator.serviceTokenId(), simulator.keys("staging").getFirst().id()));
        assertThat(control("GET", "/calls?after=1", "").body())
                .startsWith("[{\"number\":2,")
                .doesNotContain("\"number\":1,");
        assertThat(control("GET", "/counts", "").body()).contains("\"CREATE_KEY\":1,\"DELETE_KEY\":0");
        assertThat(control("GET", "/suspicions", "").body()).contains("\"what\":\"unknown parameter\"");
        assertThat(control("DELETE", "/suspicions", "").statusCode()).isEqualTo(204);
        assertThat(control("GET", "/suspicions", "").body()).isEqualTo("[]");
    }

    @Test
    void theRootSaysWhatThereIs() throws IOException, InterruptedException {
        assertThat(control("GET", "/", "").body()).contains("no product of SuprSend", "POST   /faults", "drop-after");
        assertThat(control("GET", "/nowhere", "").statusCode()).isEqualTo(404);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                argumentSet("no JSON", "/keys", "name", "the body must be a JSON object"),
                argumentSet("no name", "/keys", "{\"workspace\":\"staging\"}", "\\\"name\\\" is missing"),
                argumentSet(
                        "no such workspace",
                        "/keys",
                        "{\"workspace\":\"x\",\"name\":\"y\"}",
                        "there is no workspace x"),
                argumentSet("a taken slug", "/workspaces", "{\"slug\":\"staging\"}", "there is a workspace staging"),
                argumentSet(
                        "no such mode",
                        "/workspaces",
                        "{\"slug\":\"x\",\"mode\":\"y\"}",
                        "a mode is sandbox or production, not y"),
                argumentSet("no such fault", "/faults", "{\"fault\":\"x\"}", "\\\"fault\\\" is one of accepted-late"),
                argumentSet(
                        "no such call",
                        "/faults",
                        "{\"fault\":\"twice\",\"call\":\"x\"}",
                        "a kind of call is one of [LIST_WORKSPACES"),
                argumentSet(
                        "no such field",
                        "/faults",
                        "{\"fault\":\"twice\",\"often\":2}",
                        "\\\"often\\\" is none of the fields"),
                argumentSet("no duration", "/faults", "{\"fault\":\"delay\"}", "\\\"duration\\\" is missing"),
                argumentSet(
                        "no such duration",
                        "/faults",
                        "{\"fault\":\"delay\",\"duration\":\"soon\"}",
                        "\\\"duration\\\" is a number and"),
                argumentSet(
                        "no such status",
                        "/faults",
                        "{\"fault\":\"status\",\"status\":200}",
                        "a status between 400 and 599, not 200"),
                argumentSet(
                        "no such times",
                        "/faults",
                        "{\"fault\":\"twice\",\"times\":\"often\"}",
                        "\\\"times\\\" is a number"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrong(String path, String body, String expected) throws IOException, InterruptedException {
        var response = control("POST", path, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"" + expected);
        assertThat(simulator.faults()).isEmpty();
    }

    private HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return running.caller.send(method, simulator.controlUrl().resolve(path), body, Map.of());
    }

    private int listedWith(String token) throws IOException, InterruptedException {
        var url = simulator.managementUrl().resolve("/v1/staging/ws_api_key/");
        return running.caller
                .send("GET", url, "", Map.of("Authorization", "ServiceToken " + token))
                .statusCode();
    }
}
