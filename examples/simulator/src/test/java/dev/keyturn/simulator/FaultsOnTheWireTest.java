package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultsOnTheWireTest {
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 407, 409, 429, 500, 502, 503})
    void aStatusIsAnsweredInsteadAndNothingIsDone(int status) throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.status(status)));

        var refused = caller.create("staging", "one");

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains(Fault.FOREIGN_TEXT);
        assertThat(simulator.keys("staging")).isEmpty();
        assertRecorded(CallKind.CREATE_KEY, status, false, "status-" + status);
        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(201);
    }

    @Test
    void retryAfterIsInSecondsOrWhateverWasOrdered() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.LIST_KEYS, Fault.status(429, Duration.ofSeconds(7))));
        simulator.order(FaultRule.on(CallKind.LIST_KEYS, Fault.status(503, "Wed, 21 Oct 2026 07:28:00 GMT")));

        assertThat(caller.list("staging").headers().firstValue("Retry-After")).hasValue("7");
        assertThat(caller.list("staging").headers().firstValue("Retry-After"))
                .hasValue("Wed, 21 Oct 2026 07:28:00 GMT");
        assertThat(caller.list("staging").headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void theHubRefusesInItsOwnForm() throws IOException, InterruptedException {
        var key = simulator.mintKey("staging", "app");
        simulator.order(FaultRule.on(CallKind.PROBE, Fault.status(401)));

        assertThat(caller.probe(key.material()).body()).isEqualTo("Not Authenticated - " + Fault.FOREIGN_TEXT);
        assertThat(caller.probe(key.material()).statusCode()).isEqualTo(200);
    }

    static Stream<Arguments> createsThatFail() {
        return Stream.of(
                argumentSet("dropped before the effect", Fault.dropBefore(), 0, 0),
                argumentSet("dropped after the effect", Fault.dropAfter(), 0, 1),
                argumentSet("dropped in the middle of the answer", Fault.dropMidway(), 201, 1));
    }

    @ParameterizedTest
    @MethodSource("createsThatFail")
    void aConnectionBreaks(Fault fault, int recorded, int made) {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, fault));

        assertThatIOException().isThrownBy(() -> caller.create("staging", "one"));

        assertThat(simulator.livingKeys("staging")).hasSize(made);
        assertRecorded(CallKind.CREATE_KEY, recorded, made == 1, fault.name());
    }

    @Test
    void aDeleteBreaksAfterItsEffect() {
        var id = simulator.mintKey("staging", "one").key().id();
        simulator.order(FaultRule.on(CallKind.DELETE_KEY, Fault.dropAfter()));

        assertThatIOException().isThrownBy(() -> caller.delete("staging", id));

        assertThat(simulator.livingKeys("staging")).isEmpty();
    }

    @Test
    void anErrorMayFollowTheEffect() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.statusAfterEffect(500)));

        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(500);

        assertThat(simulator.livingKeys("staging")).hasSize(1);
        assertRecorded(CallKind.CREATE_KEY, 500, true, "status-500-after-effect");
    }

    @Test
    void oneCallMayMakeTwoKeysAndAnswerWithOne() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.twice()));

        var answered = Running.json(caller.create("staging", "one")).path("id").textValue();

        assertThat(simulator.livingKeys("staging")).extracting(ApiKey::name).containsExactly("one", "one");
        assertThat(simulator.livingKeys("staging").getLast().id()).isEqualTo(answered);
        assertThat(simulator.count(CallKind.CREATE_KEY)).isEqualTo(1);
    }

    @Test
    void aDeleteDoneTwiceFindsNothingTheSecondTime() throws IOException, InterruptedException {
        var id = simulator.mintKey("staging", "one").key().id();
        simulator.order(FaultRule.on(CallKind.DELETE_KEY, Fault.twice()));

        assertThat(caller.delete("staging", id).statusCode()).isEqualTo(404);

        assertThat(simulator.livingKeys("staging")).isEmpty();
        assertRecorded(CallKind.DELETE_KEY, 404, true, "twice");
    }

    @Test
    void aDelayComesBeforeTheEffect() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.delay(Duration.ofMillis(300))));
        var started = Instant.now();

        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(201);

        assertThat(Duration.between(started, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private void assertRecorded(CallKind kind, int status, boolean effect, String fault) {
        var call = simulator.calls(kind).getFirst();
        assertThat(call.status()).isEqualTo(status);
        assertThat(call.effect()).isEqualTo(effect);
        assertThat(call.fault()).isEqualTo(Optional.of(fault));
    }
}
