package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HumanTest {
    private static final Actor ADA = Actor.human("Ada", "ada@example.com");
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aKeyMadeByHandIsListedUnderItsMaker() throws IOException, InterruptedException {
        var minted = simulator.mintKey("staging", "by-hand", ADA);

        assertThat(minted.material()).matches("SS\\.[A-Za-z0-9_-]{43}");
        assertThat(minted.toString()).doesNotContain(minted.material());
        assertThat(simulator.accepts(minted.material())).isTrue();
        var listed = Running.json(running.caller.list("staging")).at("/results/0");
        assertThat(listed.at("/created_by/email").textValue()).isEqualTo("ada@example.com");
        assertThat(listed.path("id").textValue()).isEqualTo(minted.key().id());
    }

    @Test
    void aKeyDeletedByHandIsRefusedAndStaysOnRecord() throws IOException, InterruptedException {
        var minted = simulator.mintKey("staging", "by-hand");
        running.clock.move(Duration.ofHours(1));

        assertThat(simulator.deleteKey(minted.key().id(), ADA)).isTrue();

        assertThat(simulator.deleteKey(minted.key().id())).isFalse();
        assertThat(running.caller.probe(minted.material()).statusCode()).isEqualTo(401);
        assertThat(simulator.livingKeys("staging")).isEmpty();
        var made = Instant.parse("2026-04-21T12:19:00.148846Z");
        assertThat(simulator.keys("staging"))
                .containsExactly(new ApiKey(
                        minted.key().id(),
                        "staging",
                        "by-hand",
                        made,
                        minted.key().createdBy(),
                        Optional.of(made.plus(Duration.ofHours(1))),
                        Optional.of(ADA)));
    }

    @Test
    void serviceTokensComeAndGo() throws IOException, InterruptedException {
        var minted = simulator.mintToken();
        assertThat(minted.material()).matches("SS\\.ST\\.[A-Za-z0-9_-]{43}");
        assertThat(minted.toString()).doesNotContain(minted.material());
        assertThat(listedWith(minted.material())).isEqualTo(200);

        assertThat(simulator.deleteToken(simulator.serviceTokenId())).isTrue();

        assertThat(simulator.deleteToken(simulator.serviceTokenId())).isFalse();
        assertThat(listedWith(simulator.serviceToken())).isEqualTo(401);
        assertThat(listedWith(minted.material())).isEqualTo(200);
        assertThat(simulator.tokenIds()).containsExactly(minted.id());
        assertThat(simulator.calls())
                .extracting(Call::authenticatedBy)
                .containsExactly(Optional.of(minted.id()), Optional.empty(), Optional.of(minted.id()));
    }

    @Test
    void workspacesAreAddedByHand() throws IOException, InterruptedException {
        assertThat(running.caller.list("demo").statusCode()).isEqualTo(404);

        simulator.addWorkspace("demo", Mode.SANDBOX);

        assertThat(running.caller.list("demo").statusCode()).isEqualTo(200);
        assertThat(simulator.workspaces()).containsExactly("staging", "production", "demo");
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.addWorkspace("demo", Mode.SANDBOX));
        assertThatIllegalArgumentException().isThrownBy(() -> simulator.keys("nowhere"));
    }

    @Test
    void aTokenCanBeGivenAtTheStart() throws IOException, InterruptedException {
        var token = Material.serviceToken();
        var options = SimulatorOptions.defaults().withServiceToken(token);
        try (var other = Simulator.start(options);
                var caller = new Caller(other)) {
            assertThat(other.serviceToken()).isEqualTo(token);
            assertThat(caller.management("GET", "/v1/workspace/", "").statusCode())
                    .isEqualTo(200);
        }
        assertThat(options.toString()).doesNotContain(token);
    }

    private int listedWith(String token) throws IOException, InterruptedException {
        return running.caller
                .send(
                        "GET",
                        simulator.managementUrl().resolve("/v1/staging/ws_api_key/"),
                        "",
                        Map.of("Authorization", "ServiceToken " + token))
                .statusCode();
    }
}
