package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PairContractTest {
    private static final String PAIRS = "/v1/staging/ws_key/";
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aWorkspaceComesWithADefaultPair() throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("staging");

        assertThat(pair.pair().id()).matches("ws_key_[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(pair.pair().key()).matches("SS\\.WSK\\.[A-Za-z0-9_-]{43}");
        assertThat(pair.secret()).matches("SS\\.WSS\\.[A-Za-z0-9_-]{43}");
        assertThat(caller.management("GET", PAIRS, "").body())
                .isEqualTo("""
                {"meta":{"count":1,"limit":10,"offset":0},"results":[{"id":"%s","name":"default","key":"%s","secret":"%s",\
                "is_default":true,"is_active":true,"is_deleted":false,"allowed_domains":[],\
                "created_at":"2026-04-21T12:19:00.148846Z","created_by":null,"rotated_at":null,"rotated_by":null,\
                "deleted_at":null,"deleted_by":null}]}""".formatted(pair.pair().id(), pair.pair().key(), pair.secret()));
        assertThat(running.suspicions()).isEmpty();
    }

    @Test
    void everyAnswerHasKeyAndSecretInClear() throws IOException, InterruptedException {
        var created = caller.management("POST", PAIRS, "{\"name\":\"ops-cli\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        var record = Running.json(created);
        assertThat(record.at("/created_by/email").textValue()).endsWith("@systemuser.suprsend.com");
        assertThat(record.path("is_default").booleanValue()).isFalse();
        var id = record.path("id").textValue();
        var read = caller.management("GET", PAIRS + id + "/", "");
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(Running.json(read)).isEqualTo(record);
        assertThat(Running.json(caller.management("GET", PAIRS, "")).at("/results/1"))
                .isEqualTo(record);
        assertThat(simulator.pairs().accepts(text(created, "key"), text(created, "secret")))
                .isTrue();
    }

    @Test
    void aRotationKeepsTheKeyAndCutsTheOldSecretOff() throws IOException, InterruptedException {
        var old = simulator.pairs().byDefault("staging");
        running.clock.move(Duration.ofHours(1));

        var rotated = caller.management("PATCH", PAIRS + old.pair().id() + "/rotate/", "");

        assertThat(rotated.statusCode()).isEqualTo(202);
        assertThat(text(rotated, "key")).isEqualTo(old.pair().key());
        assertThat(text(rotated, "secret")).isNotEqualTo(old.secret());
        assertThat(text(rotated, "rotated_at")).isEqualTo("2026-04-21T13:19:00.148846Z");
        assertThat(Running.json(rotated).at("/rotated_by/name").textValue()).isEqualTo("System User");
        assertThat(simulator.pairs().accepts(old.pair().key(), old.secret())).isFalse();
        assertThat(simulator.pairs().accepts(old.pair().key(), text(rotated, "secret")))
                .isTrue();
        assertThat(Running.json(caller.management("GET", PAIRS + old.pair().id() + "/", "")))
                .isEqualTo(Running.json(rotated));
    }

    @Test
    void aDeletedPairIsGone() throws IOException, InterruptedException {
        var pair = simulator.pairs().mint("staging", "one");
        var path = PAIRS + pair.pair().id() + "/";

        var deleted = caller.management("DELETE", path, "");

        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(simulator.pairs().accepts(pair.pair().key(), pair.secret())).isFalse();
        assertThat(simulator.pairs().living("staging"))
                .extracting(Pair::isDefault)
                .containsExactly(true);
        assertThat(caller.management("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(caller.management("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(caller.management("PATCH", path + "rotate/", "").statusCode())
                .isEqualTo(404);
        assertThat(Running.json(caller.management("GET", PAIRS, ""))
                        .at("/meta/count")
                        .intValue())
                .isEqualTo(1);
        assertThat(caller.management("POST", PAIRS, "{\"name\":\"one\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void theDefaultPairCannotBeDeleted() throws IOException, InterruptedException {
        var pair = simulator.pairs().byDefault("staging");

        var refused = caller.management("DELETE", PAIRS + pair.pair().id() + "/", "");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("""
                {"code":400,"type":"ValidationError",\
                "message":"['cannot delete default workspace-key; rotate secret instead']"}""");
        assertThat(simulator.pairs().accepts(pair.pair().key(), pair.secret())).isTrue();
    }

    static Stream<Arguments> refusals() {
        var taken = """
                {"code":400,"error_code":"error","type":"ValidationError","message":"[\\"Name must be unique. A record \
                with name 'default' already exists in this workspace\\"]","detail":["Name must be unique. A record with \
                name 'default' already exists in this workspace"]}""";
        var nameless = """
                {"code":400,"error_code":"validation_error","type":"ValidationError","message":"name is required",\
                "detail":"name is required"}""";
        return Stream.of(
                argumentSet("a name that is taken", "POST", PAIRS, "{\"name\":\"default\"}", 400, taken),
                argumentSet("no name", "POST", PAIRS, "{}", 400, nameless),
                argumentSet("read of no pair", "GET", PAIRS + "ws_key_none/", "", 404, notFound("record not found")),
                argumentSet(
                        "rotation of no pair",
                        "PATCH",
                        PAIRS + "ws_key_none/rotate/",
                        "",
                        404,
                        notFound("record not found")),
                argumentSet(
                        "delete of no pair", "DELETE", PAIRS + "ws_key_none/", "", 404, notFound("record not found")),
                argumentSet(
                        "no such workspace",
                        "GET",
                        "/v1/demo/ws_key/",
                        "",
                        404,
                        notFound("workspace 'demo' not found")),
                argumentSet("no slash", "GET", "/v1/staging/ws_key", "", 404, "404 page not found\n"),
                argumentSet("rotation by POST", "POST", PAIRS + "x/rotate/", "{}", 404, "404 page not found\n"));
    }

    private static String notFound(String message) {
        return "{\"code\":404,\"error_code\":\"not_found\",\"type\":\"NotFound\",\"message\":\"" + message
                + "\",\"detail\":\"" + message + "\"}";
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String method, String path, String body, int status, String expected)
            throws IOException, InterruptedException {
        var response = caller.management(method, path, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(expected);
        assertThat(simulator.calls()).extracting(Call::effect).containsExactly(false);
        assertThat(simulator.pairs().all("staging")).hasSize(1);
    }

    @Test
    void aForeignTokenSeesNoPair() throws IOException, InterruptedException {
        var response = caller.send(
                "GET", simulator.managementUrl().resolve(PAIRS), "", Map.of("Authorization", "ServiceToken other"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void callsAreRecordedByKindWithThePairTheyAreAbout() throws IOException, InterruptedException {
        var id = text(caller.management("POST", PAIRS, "{\"name\":\"one\"}"), "id");
        caller.management("GET", PAIRS, "");
        caller.management("GET", PAIRS + id + "/", "");
        caller.management("PATCH", PAIRS + id + "/rotate/", "");
        caller.management("DELETE", PAIRS + id + "/", "");

        assertThat(simulator.calls())
                .extracting(call -> call.kind() + " " + call.status() + " " + call.effect() + " "
                        + call.subject().map(id::equals))
                .containsExactly(
                        "CREATE_PAIR 201 true " + Optional.of(true),
                        "LIST_PAIRS 200 false " + Optional.empty(),
                        "READ_PAIR 200 false " + Optional.of(true),
                        "ROTATE_PAIR 202 true " + Optional.of(true),
                        "DELETE_PAIR 204 true " + Optional.of(true));
        assertThat(running.suspicions()).isEmpty();
    }

    private static String text(HttpResponse<String> response, String field) {
        return Running.json(response).path(field).textValue();
    }
}
