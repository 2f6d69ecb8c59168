package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FaultRuleTest {
    private static final FaultRule BUSY = FaultRule.on(CallKind.CREATE_KEY, Fault.status(503));
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aRuleSkipsThenTakesThenRests() throws IOException, InterruptedException {
        var id = simulator.order(BUSY.skipping(1).times(2));

        var statuses = new ArrayList<Integer>();
        for (int number = 0; number < 4; number++) {
            statuses.add(caller.create("staging", "key-" + number).statusCode());
        }

        assertThat(statuses).containsExactly(201, 503, 503, 201);
        assertThat(simulator.faults())
                .containsExactly(new OrderedFault(id, BUSY.skipping(1).times(2), 2));
    }

    @Test
    void aRuleMayBeForOneWorkspace() throws IOException, InterruptedException {
        simulator.order(BUSY.inWorkspace("production").always());

        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(201);
        assertThat(caller.create("production", "one").statusCode()).isEqualTo(503);
    }

    @Test
    void aRuleMayBeForNamesWithABeginning() throws IOException, InterruptedException {
        var spared = simulator.mintKey("staging", "other-1");
        var hit = simulator.mintKey("staging", "kt-1");
        for (var kind : new CallKind[] {CallKind.CREATE_KEY, CallKind.PROBE, CallKind.DELETE_KEY}) {
            simulator.order(FaultRule.on(kind, Fault.status(503)).named("kt-"));
        }

        assertThat(caller.create("staging", "other-2").statusCode()).isEqualTo(201);
        assertThat(caller.create("staging", "kt-2").statusCode()).isEqualTo(503);
        assertThat(caller.probe(spared.material()).statusCode()).isEqualTo(200);
        assertThat(caller.probe(hit.material()).statusCode()).isEqualTo(503);
        assertThat(caller.delete("staging", spared.key().id()).statusCode()).isEqualTo(204);
        assertThat(caller.delete("staging", hit.key().id()).statusCode()).isEqualTo(503);
    }

    @Test
    void theRuleOrderedFirstTakesTheCallAndTheOtherWaits() throws IOException, InterruptedException {
        simulator.order(BUSY);
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.status(429)));

        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(503);
        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(429);
        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(201);
    }

    @Test
    void anOutageIsOneRuleForEveryCallUntilItIsHealed() throws IOException, InterruptedException {
        simulator.order(FaultRule.onEvery(Fault.status(503)).always());

        assertThat(caller.list("staging").statusCode()).isEqualTo(503);
        assertThat(caller.probe("nothing").statusCode()).isEqualTo(503);
        simulator.heal();
        assertThat(caller.list("staging").statusCode()).isEqualTo(200);
        assertThat(simulator.faults()).isEmpty();
    }

    @Test
    void aRuleCanBeCancelledAlone() throws IOException, InterruptedException {
        var id = simulator.order(BUSY.always());
        simulator.order(FaultRule.on(CallKind.LIST_KEYS, Fault.status(503)));

        assertThat(simulator.cancel(id)).isTrue();

        assertThat(simulator.cancel(id)).isFalse();
        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(201);
        assertThat(caller.list("staging").statusCode()).isEqualTo(503);
    }

    @Test
    void aRuleForThreeCallsTakesThreeOfManyAtOnce() throws InterruptedException, ExecutionException {
        simulator.order(BUSY.times(3));

        var refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> create = () -> caller.create("staging", "one").statusCode();
            var calls = new ArrayList<Callable<Integer>>();
            for (int number = 0; number < 40; number++) {
                calls.add(create);
            }
            for (var call : threads.invokeAll(calls)) {
                refused += call.get() == 503 ? 1 : 0;
            }
        }

        assertThat(refused).isEqualTo(3);
        assertThat(simulator.livingKeys("staging")).hasSize(37);
    }

    @Test
    void whatMakesNoSenseCannotBeOrdered() {
        assertThatIllegalArgumentException().isThrownBy(() -> BUSY.times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> BUSY.skipping(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.status(200));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.delay(Duration.ofSeconds(1)).withEffect(Fault.Effect.NONE));
    }
}
