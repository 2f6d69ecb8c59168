package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.simulator.Contract.HubRefusal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubContractTest {
    private final Running running = new Running();

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/tenant/|{\"count\":1,\"limit\":20,\"offset\":0}",
                "/v1/tenant/?limit=1|{\"count\":1,\"limit\":1,\"offset\":0}",
                "/v1/subscriber_list/?limit=1&offset=2|{\"count\":0,\"limit\":1,\"offset\":2}",
                "/v1/user/?limit=1|{\"count\":1,\"limit\":1,\"has_prev\":false,\"before\":null,\"has_next\":false,\"after\":null}",
            })
    void aLivingKeyMayRead(String path, String meta) throws IOException, InterruptedException {
        var key = running.simulator.mintKey("production", "app");

        var response = running.caller.hub(path, key.material());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.text(Running.json(response).path("meta"))).isEqualTo(meta);
        assertThat(running.simulator.calls(CallKind.PROBE))
                .extracting(Call::authenticatedBy)
                .containsExactly(Optional.of(key.key().id()));
        assertThat(running.suspicions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trigger/", "/event/"})
    void whatWouldReachPeopleIsCounted(String path) throws IOException, InterruptedException {
        var key = running.simulator.mintKey("staging", "app");

        var response = running.caller.send(
                "POST",
                running.simulator.hubUrl().resolve(path),
                "{}",
                Map.of("Authorization", "Bearer " + key.material()));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"status\":\"success\"}");
        assertThat(running.simulator.count(CallKind.SEND)).isEqualTo(1);
    }

    @Test
    void keysOfOneWorkspaceDoNotShowAnother() throws IOException, InterruptedException {
        var key = running.simulator.mintKey("production", "app");

        var response = running.caller.probe(key.material());

        assertThat(Running.json(response).at("/results/0/tenant_name").textValue())
                .isEqualTo("production");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEXT|text/plain; charset=utf-8|Not Authenticated - could not find Workspace details",
                "JSON_STRING|application/json|\"Not Authenticated - could not find Workspace details\"",
                "OBJECT|application/json|{\"code\":401,\"error_code\":\"unauthorized\",\"type\":\"Unauthorized\","
                        + "\"message\":\"Not Authenticated - could not find Workspace details\",\"detail\":\"Authentication failed\"}",
            })
    void aKeyThatIsNoneIsRefusedInTheFormThatWasChosen(HubRefusal form, String type, String body)
            throws IOException, InterruptedException {
        try (var other = new Running(Contract.defaults().with(form))) {
            var response = other.caller.probe("nothing");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
            assertThat(response.body()).isEqualTo(body);
        }
    }

    @Test
    void theBareRefusalHasNoBody() throws IOException, InterruptedException {
        try (var other = new Running(Contract.defaults().with(HubRefusal.EMPTY))) {
            var response = other.caller.probe("nothing");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void aServiceTokenOpensNothing() throws IOException, InterruptedException {
        assertThat(running.caller.probe(running.simulator.serviceToken()).statusCode())
                .isEqualTo(401);
        assertThat(running.suspicions()).containsExactly("a service token at the hub");
    }
}
