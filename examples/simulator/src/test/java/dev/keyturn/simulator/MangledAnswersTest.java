package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MangledAnswersTest {
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aPageForPeopleComesWith200() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.html()));

        var response = caller.create("staging", "one");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
        assertThat(simulator.keys("staging")).isEmpty();
    }

    @Test
    void jsonMayBeOfAnotherShape() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.wrongShape()));

        var response = caller.create("staging", "one");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(Running.json(response).path("results").isNumber()).isTrue();
        assertThat(simulator.livingKeys("staging")).hasSize(1);
    }

    @Test
    void jsonMayBreakOffInAWholeAnswer() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.truncated()));

        var response = caller.create("staging", "one");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).startsWith("{\"id\":\"");
        assertThat(Json.readObject(response.body())).isEmpty();
        assertThat(simulator.livingKeys("staging")).hasSize(1);
    }

    @Test
    void anAnswerWithoutBodyIsMangledAs200() throws IOException, InterruptedException {
        var id = simulator.mintKey("staging", "one").key().id();
        simulator.order(FaultRule.on(CallKind.DELETE_KEY, Fault.truncated()));

        var response = caller.delete("staging", id);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{");
        assertThat(simulator.calls(CallKind.DELETE_KEY))
                .extracting(Call::status, Call::effect)
                .containsExactly(tuple(200, true));
    }

    @Test
    void whoFollowsARedirectIsSeenElsewhere() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.LIST_KEYS, Fault.redirect()).times(2));

        assertThat(caller.list("staging").statusCode()).isEqualTo(302);
        assertThat(simulator.count(CallKind.ELSEWHERE)).isZero();

        try (var follower = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            var request = HttpRequest.newBuilder(simulator.managementUrl().resolve("/v1/staging/ws_api_key/"))
                    .header("Authorization", "ServiceToken " + simulator.serviceToken())
                    .build();
            assertThat(follower.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(simulator.count(CallKind.ELSEWHERE)).isEqualTo(1);
        assertThat(running.suspicions()).singleElement().asString().startsWith("a redirect followed to another host");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyMayHaveNoEnd(boolean flood) throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.LIST_KEYS, flood ? Fault.flood() : Fault.endlessBody()));
        var request = HttpRequest.newBuilder(simulator.managementUrl().resolve("/v1/staging/ws_api_key/"))
                .header("Authorization", "ServiceToken " + simulator.serviceToken())
                .build();

        try (var client = HttpClient.newHttpClient();
                var body = client.send(request, BodyHandlers.ofInputStream()).body()) {
            var bytes = body.readNBytes(flood ? 1_000_000 : 100);

            assertThat(bytes).hasSize(flood ? 1_000_000 : 100);
        }
        assertThat(caller.list("staging").statusCode()).isEqualTo(200);
    }

    @Test
    void headersMayComeLongBeforeTheBody() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.LIST_KEYS, Fault.slowBody(Duration.ofSeconds(3))));
        var request = HttpRequest.newBuilder(simulator.managementUrl().resolve("/v1/staging/ws_api_key/"))
                .header("Authorization", "ServiceToken " + simulator.serviceToken())
                .build();

        try (var client = HttpClient.newHttpClient();
                var body = client.send(request, BodyHandlers.ofInputStream()).body()) {
            var headersAt = Instant.now();
            assertThat(body.readAllBytes()).isNotEmpty();

            assertThat(Duration.between(headersAt, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        }
    }
}
