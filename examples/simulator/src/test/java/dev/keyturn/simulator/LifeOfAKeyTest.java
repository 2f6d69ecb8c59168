package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LifeOfAKeyTest {
    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withWorkspace("staging", Mode.SANDBOX));
    private final Caller caller = new Caller(simulator);

    @AfterEach
    void stop() {
        caller.close();
        simulator.close();
    }

    @Test
    void aKeyIsMadeUsedDeletedAndRefused() throws IOException, InterruptedException {
        var created = caller.create("staging", "checkout-1");
        assertThat(created.statusCode()).isEqualTo(201);
        var body = Json.readObject(created.body()).orElseThrow();
        var material = body.get("api_key").textValue();
        var id = body.get("id").textValue();

        assertThat(caller.probe(material).statusCode()).isEqualTo(200);
        assertThat(simulator.accepts(material)).isTrue();
        assertThat(simulator.livingKeys("staging")).extracting(ApiKey::id).containsExactly(id);

        assertThat(caller.delete("staging", id).statusCode()).isEqualTo(204);

        assertThat(caller.probe(material).statusCode()).isEqualTo(401);
        assertThat(simulator.accepts(material)).isFalse();
        assertThat(simulator.livingKeys("staging")).isEmpty();
        assertThat(simulator.suspicions()).isEmpty();
        assertThat(simulator.calls())
                .extracting(call -> call.kind() + " " + call.status() + " " + call.effect() + " "
                        + call.authenticatedBy().orElse("nobody"))
                .containsExactly(
                        "CREATE_KEY 201 true " + simulator.serviceTokenId(),
                        "PROBE 200 false " + id,
                        "DELETE_KEY 204 true " + simulator.serviceTokenId(),
                        "PROBE 401 false nobody");
    }
}
