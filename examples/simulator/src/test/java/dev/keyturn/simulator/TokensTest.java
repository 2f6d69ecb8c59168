package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Service tokens that run out, and those of somebody else. */
final class TokensTest {
    private static final Duration TWENTY_DAYS = Duration.ofDays(20);
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aTokenRunsOutAtItsInstant() throws IOException, InterruptedException {
        var token = simulator.mintToken(TWENTY_DAYS);
        assertThat(token.expiresAt()).hasValue(running.clock.instant().plus(TWENTY_DAYS));
        assertThat(token.toString()).doesNotContain(token.material());
        running.clock.move(TWENTY_DAYS.minusNanos(1000));
        assertThat(workspaces(running, token.material()).statusCode()).isEqualTo(200);
        assertThat(simulator.tokenIds()).containsExactly(simulator.serviceTokenId(), token.id());

        running.clock.move(Duration.ofNanos(1000));

        var refused = workspaces(running, token.material());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("Invalid service token.");
        assertThat(simulator.acceptsToken(token.material())).isFalse();
        assertThat(simulator.tokenIds()).containsExactly(simulator.serviceTokenId());
        assertThat(workspaces(running, simulator.serviceToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void thatItRanOutMayBeSaid() throws IOException, InterruptedException {
        try (var other = new Running(Contract.defaults().sayingExpired())) {
            var token = other.simulator.mintToken(TWENTY_DAYS);
            other.clock.move(TWENTY_DAYS);

            assertThat(workspaces(other, token.material()).body()).isEqualTo("""
                    {"code":401,"error_code":"authentication_failed","type":"AuthenticationFailed",\
                    "message":"Expired service token.","detail":"Expired service token."}""");
            assertThat(workspaces(other, "other").body()).contains("Invalid service token.");
        }
    }

    @Test
    void aTokenThatRanOutCanBeDeleted() {
        var token = simulator.mintToken(TWENTY_DAYS);
        running.clock.move(TWENTY_DAYS);

        assertThat(simulator.deleteToken(token.id())).isTrue();
        assertThat(simulator.deleteToken(token.id())).isFalse();
    }

    @Test
    void theOtherAccountHasTheSameSlugsAndNothingOfOurs() throws IOException, InterruptedException {
        var foreign = simulator.mintForeignToken();
        var ours = workspaces(running, simulator.serviceToken());

        var theirs = workspaces(running, foreign.material());

        assertThat(values(theirs, "slug")).isEqualTo(values(ours, "slug"));
        assertThat(values(theirs, "uid")).doesNotContainAnyElementsOf(values(ours, "uid"));
        running.caller.create("staging", "ours");
        assertThat(management(running, "/v1/staging/ws_api_key/", foreign.material())
                        .body())
                .contains("\"count\":0");
        assertThat(simulator.acceptsToken(foreign.material())).isFalse();
        assertThat(simulator.tokenIds()).containsExactly(simulator.serviceTokenId());
        assertThat(running.suspicions()).isEmpty();

        assertThat(simulator.deleteToken(foreign.id())).isTrue();
        assertThat(workspaces(running, foreign.material()).statusCode()).isEqualTo(401);
    }

    @Test
    void theHubTakesWhatIsOfTheOtherAccountToo() throws IOException, InterruptedException {
        var theirs = simulator.foreignPairs().byDefault("staging");

        assertThat(new Signer(running).probe(theirs).statusCode()).isEqualTo(200);

        assertThat(simulator.pairs().accepts(theirs.pair().key(), theirs.secret()))
                .isFalse();
        simulator.foreignPairs().rotate(theirs.pair().id());
        assertThat(new Signer(running).probe(theirs).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|201",
                "{}|201",
                "{\"expiresIn\":\"20d\"}|201",
                "{\"account\":\"other\"}|201",
                "{\"expiresIn\":\"soon\"}|400",
                "{\"expiresIn\":\"1h\",\"account\":\"other\"}|400",
                "nonsense|400"
            })
    void aPersonSaysHowLongAndWhose(String body, int status) throws IOException, InterruptedException {
        assertThat(control("/tokens", body).statusCode()).isEqualTo(status);
        assertThat(simulator.tokenIds()).hasSize(status == 201 && !body.contains("other") ? 2 : 1);
    }

    @Test
    void aPersonSeesWhenItRunsOutAndWhetherItIsTaken() throws IOException, InterruptedException {
        var made = Running.json(control("/tokens", "{\"expiresIn\":\"20d\"}"));
        assertThat(made.path("expires_at").textValue()).isEqualTo("2026-05-11T12:19:00.148846Z");
        var question = "{\"value\":\"" + made.path("service_token").textValue() + "\"}";
        assertThat(control("/accepts", question).body()).isEqualTo("{\"accepts\":true}");

        running.clock.move(TWENTY_DAYS);

        assertThat(control("/accepts", question).body()).isEqualTo("{\"accepts\":false}");
    }

    private HttpResponse<String> control(String path, String body) throws IOException, InterruptedException {
        return running.caller.send("POST", simulator.controlUrl().resolve(path), body, Map.of());
    }

    private static List<String> values(HttpResponse<String> page, String field) {
        return Running.json(page).path("results").findValuesAsText(field);
    }

    private static HttpResponse<String> workspaces(Running running, String token)
            throws IOException, InterruptedException {
        return management(running, "/v1/workspace/", token);
    }

    private static HttpResponse<String> management(Running running, String path, String token)
            throws IOException, InterruptedException {
        return running.caller.send(
                "GET",
                running.simulator.managementUrl().resolve(path),
                "",
                Map.of("Authorization", "ServiceToken " + token));
    }
}
