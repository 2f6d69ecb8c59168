package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyturn.simulator.PairRules.Bridge;
import dev.keyturn.simulator.PairRules.MissingPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge, and deployments that lag behind. */
final class DeploymentTest {
    private static final String PAIRS = "/v1/staging/ws_key/";
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/staging/ws_key/bridge/", "/v1/staging/ws_key/bridge"})
    void theBridgeShowsTheDefaultPair(String path) throws IOException, InterruptedException {
        simulator.pairs().mint("staging", "another");
        var pair = simulator.pairs().byDefault("staging");

        var response = bridge(running, path, "ServiceToken " + simulator.serviceToken());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"key\":\"%s\",\"secret\":\"%s\"}"
                        .formatted(pair.pair().key(), pair.secret()));
        assertThat(simulator.calls(CallKind.READ_BRIDGE))
                .extracting(Call::host, Call::authenticatedBy, Call::subject)
                .containsExactly(tuple(
                        Host.HUB,
                        Optional.of(simulator.serviceTokenId()),
                        Optional.of(pair.pair().id())));
        assertThat(running.suspicions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/staging/ws_key/bridge/|ServiceToken other|401",
                "/v1/staging/ws_key/bridge/|''|401",
                "/v1/demo/ws_key/bridge/|own|404",
            })
    void theBridgeRefuses(String path, String authorization, int status) throws IOException, InterruptedException {
        var header = authorization.equals("own") ? "ServiceToken " + simulator.serviceToken() : authorization;

        var response = bridge(running, path, header);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void theBridgeMayShowTheNewestPairAndMayLag() throws IOException, InterruptedException {
        var rules = PairRules.defaults().with(Bridge.NEWEST);
        try (var other = new Running(Contract.defaults().with(rules))) {
            var old = other.simulator.pairs().mint("staging", "newest");
            other.clock.move(Duration.ofMinutes(1));
            var turned = other.simulator.pairs().rotate(old.pair().id()).orElseThrow();
            other.simulator.order(FaultRule.on(CallKind.READ_BRIDGE, Fault.listsLate(Duration.ofMinutes(1))));

            assertThat(secretOnBridge(other)).isEqualTo(old.secret());
            assertThat(secretOnBridge(other)).isEqualTo(turned.secret());
        }
    }

    @Test
    void anOldDeploymentKnowsNoPairsButTheBridge() throws IOException, InterruptedException {
        simulator.deploy(Deployment.old());

        assertThat(running.caller.management("GET", PAIRS, "").body()).isEqualTo("404 page not found\n");
        assertThat(running.caller.management("POST", PAIRS, "{\"name\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(running.caller.list("staging").statusCode()).isEqualTo(200);
        var turned = simulator.pairs().askSupport("staging");
        assertThat(secretOnBridge(running)).isEqualTo(turned.secret());
        assertThat(simulator.pairs().all("staging")).hasSize(1);
        assertThat(simulator.count(CallKind.LIST_PAIRS)).isEqualTo(1);
        assertThat(running.suspicions()).isEmpty();

        simulator.deploy(Deployment.current());

        assertThat(running.caller.management("GET", PAIRS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void theBridgeMayBeMissingToo() throws IOException, InterruptedException {
        simulator.deploy(Deployment.old().withoutBridge());

        var response = bridge(running, "/v1/staging/ws_key/bridge/", "ServiceToken " + simulator.serviceToken());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("404 page not found\n");
    }

    @ParameterizedTest
    @CsvSource({"TEXT, text/plain", "OBJECT, application/json", "HTML, text/html"})
    void aMissingPathMayBeToldInManyForms(MissingPath form, String type) throws IOException, InterruptedException {
        try (var other =
                new Running(Contract.defaults().with(PairRules.defaults().with(form)))) {
            other.simulator.deploy(Deployment.old());

            var response = other.caller.management("GET", PAIRS, "");

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        }
    }

    @Test
    void whoRunsItSetsItBackAndUpgradesIt() throws IOException, InterruptedException {
        assertThat(control("GET", "").body()).isEqualTo("{\"pairs\":true,\"bridge\":true}");

        assertThat(control("POST", "{\"pairs\":false}").body()).isEqualTo("{\"pairs\":false,\"bridge\":true}");

        assertThat(simulator.deployment()).isEqualTo(Deployment.old());
        assertThat(control("POST", "{\"pears\":false}").body())
                .isEqualTo("{\"error\":\"a deployment has \\\"pairs\\\" and \\\"bridge\\\", true or false\"}");
        control("POST", "{}");
        assertThat(simulator.deployment()).isEqualTo(Deployment.current());
    }

    private HttpResponse<String> control(String method, String body) throws IOException, InterruptedException {
        return running.caller.send(method, simulator.controlUrl().resolve("/deployment"), body, Map.of());
    }

    private static String secretOnBridge(Running running) throws IOException, InterruptedException {
        var response =
                bridge(running, "/v1/staging/ws_key/bridge/", "ServiceToken " + running.simulator.serviceToken());
        return Running.json(response).path("secret").textValue();
    }

    private static HttpResponse<String> bridge(Running running, String path, String authorization)
            throws IOException, InterruptedException {
        return running.caller.send(
                "GET", running.simulator.hubUrl().resolve(path), "", Map.of("Authorization", authorization));
    }
}
