package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ChecksTest {
    private static final String KEYS = "/v1/staging/ws_api_key/";
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;

    @AfterEach
    void stop() {
        running.close();
    }

    static Stream<Arguments> careless() {
        var json = "application/json";
        return Stream.of(
                argumentSet(
                        "a form",
                        "POST",
                        KEYS,
                        "application/x-www-form-urlencoded",
                        "{\"name\":\"x\"}",
                        400,
                        "no Content-Type application/json"),
                argumentSet(
                        "a type that only begins like JSON",
                        "POST",
                        KEYS,
                        "application/jsonish",
                        "{\"name\":\"x\"}",
                        400,
                        "no Content-Type application/json"),
                argumentSet(
                        "a field nobody knows",
                        "POST",
                        KEYS,
                        json,
                        "{\"name\":\"x\",\"expires\":1}",
                        201,
                        "unknown field"),
                argumentSet("no JSON", "POST", KEYS, json, "name", 400, "a body that is no JSON object"),
                argumentSet("no name", "POST", KEYS, json, "{}", 400, "no name"),
                argumentSet(
                        "a long name",
                        "POST",
                        KEYS,
                        json,
                        "{\"name\":\"" + "x".repeat(256) + "\"}",
                        400,
                        "a name over 255 characters"),
                argumentSet(
                        "a description of numbers",
                        "POST",
                        KEYS,
                        json,
                        "{\"name\":\"x\",\"description\":7}",
                        201,
                        "a description that is no text"),
                argumentSet(
                        "a huge body",
                        "POST",
                        KEYS,
                        json,
                        "{\"name\":\"x\",\"description\":\"" + "x".repeat(70_000) + "\"}",
                        400,
                        "a body over 65536 bytes"),
                argumentSet("a parameter nobody knows", "GET", KEYS + "?page=2", json, "", 200, "unknown parameter"),
                argumentSet("a limit of nothing", "GET", KEYS + "?limit=0", json, "", 200, "limit out of bounds"),
                argumentSet(
                        "a limit of everything", "GET", KEYS + "?limit=100000", json, "", 200, "limit out of bounds"),
                argumentSet("an offset of words", "GET", KEYS + "?offset=two", json, "", 200, "offset out of bounds"),
                argumentSet("a body on a read", "GET", KEYS, json, "{}", 200, "a body where none belongs"),
                argumentSet("a path that is not there", "GET", "/v2/keys", json, "", 404, "no such path or method"),
                argumentSet("a method that is not there", "PUT", KEYS, json, "", 404, "no such path or method"));
    }

    @ParameterizedTest
    @MethodSource("careless")
    void isAnsweredAsByTheProviderAndRemembered(
            String method, String path, String type, String body, int status, String suspicion)
            throws IOException, InterruptedException {
        var authorization = "ServiceToken " + simulator.serviceToken();

        var response = running.caller.send(
                method,
                simulator.managementUrl().resolve(path),
                body,
                Map.of("Authorization", authorization, "Content-Type", type));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(running.suspicions()).containsExactly(suspicion);
    }

    @Test
    void anApiKeyAtTheManagementHostIsRemembered() throws IOException, InterruptedException {
        var key = simulator.mintKey("staging", "app");

        var response = running.caller.send(
                "GET",
                simulator.managementUrl().resolve(KEYS),
                "",
                Map.of("Authorization", "ServiceToken " + key.material()));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(running.suspicions()).containsExactly("an API key at the management host");
    }

    @Test
    void aMissingHeaderAndAWrongSchemeAreRemembered() throws IOException, InterruptedException {
        var url = simulator.managementUrl().resolve(KEYS);
        running.caller.send("GET", url, "", Map.of());
        running.caller.send("GET", url, "", Map.of("Authorization", "Token " + simulator.serviceToken()));

        assertThat(running.suspicions())
                .containsExactly("no Authorization header", "the wrong scheme of authorization, not ServiceToken");
    }

    @Test
    void aProofOfDeathIsNothingSuspicious() throws IOException, InterruptedException {
        var key = simulator.mintKey("staging", "app");
        simulator.deleteKey(key.key().id());

        running.caller.probe(key.material());

        assertThat(running.suspicions()).isEmpty();
    }

    @Test
    void materialInAPathIsRememberedWithoutTheMaterial() throws IOException, InterruptedException {
        var key = simulator.mintKey("staging", "app");

        running.caller.hub("/v1/tenant/?key=" + key.material(), key.material());

        assertThat(running.suspicions())
                .containsExactly("what looks like a secret value is in the path or query", "unknown parameter");
        assertThat(simulator.suspicions().toString() + simulator.calls()).doesNotContain(key.material());
        simulator.forgetSuspicions();
        assertThat(simulator.suspicions()).isEmpty();
    }
}
