package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LatenessTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final Running running = new Running();
    private final Simulator simulator = running.simulator;
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aNewKeyIsAcceptedLate() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.CREATE_KEY, Fault.acceptedLate(MINUTE)));
        var material = created("late");

        assertThat(caller.probe(material).statusCode()).isEqualTo(401);
        running.clock.move(MINUTE.minusNanos(1000));
        assertThat(simulator.accepts(material)).isFalse();
        running.clock.move(Duration.ofNanos(1000));

        assertThat(simulator.accepts(material)).isTrue();
        assertThat(caller.probe(material).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedKeyIsDeadLate() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.DELETE_KEY, Fault.deadLate(MINUTE)));
        var key = simulator.mintKey("staging", "dying");

        assertThat(caller.delete("staging", key.key().id()).statusCode()).isEqualTo(204);

        assertThat(running.listedNames("staging")).isEmpty();
        assertThat(caller.probe(key.material()).statusCode()).isEqualTo(200);
        running.clock.move(MINUTE);
        assertThat(caller.probe(key.material()).statusCode()).isEqualTo(401);
    }

    @Test
    void aNewKeyIsListedLate() throws IOException, InterruptedException {
        simulator.order(
                FaultRule.on(CallKind.CREATE_KEY, Fault.listsLate(MINUTE)).skipping(1));
        created("at-once");
        var material = created("late");

        assertThat(running.listedNames("staging")).containsExactly("at-once");
        assertThat(simulator.accepts(material)).isTrue();
        running.clock.move(MINUTE);
        assertThat(running.listedNames("staging")).containsExactly("at-once", "late");
    }

    @Test
    void aDeletedKeyIsStillListed() throws IOException, InterruptedException {
        simulator.order(FaultRule.on(CallKind.DELETE_KEY, Fault.listsLate(MINUTE)));
        var key = simulator.mintKey("staging", "ghost");

        caller.delete("staging", key.key().id());

        assertThat(simulator.accepts(key.material())).isFalse();
        assertThat(running.listedNames("staging")).containsExactly("ghost");
        running.clock.move(MINUTE);
        assertThat(running.listedNames("staging")).isEmpty();
    }

    @Test
    void aListThatLagsShowsWhatWas() throws IOException, InterruptedException {
        simulator.order(
                FaultRule.on(CallKind.LIST_KEYS, Fault.listsLate(MINUTE)).times(2));
        var old = simulator.mintKey("staging", "old").key().id();
        running.clock.move(MINUTE.multipliedBy(2));
        created("new");
        caller.delete("staging", old);

        assertThat(running.listedNames("staging")).containsExactly("old");
        running.clock.move(MINUTE);
        assertThat(running.listedNames("staging")).containsExactly("new");
        running.clock.move(MINUTE);
        assertThat(running.listedNames("staging")).containsExactly("new");
    }

    @Test
    void latenessGoesTogetherWithWhatTheCallerSees() throws IOException, InterruptedException {
        simulator.order(
                FaultRule.on(CallKind.CREATE_KEY, Fault.statusAfterEffect(502).shownInListsAfter(MINUTE)));

        assertThat(caller.create("staging", "one").statusCode()).isEqualTo(502);

        assertThat(running.listedNames("staging")).isEmpty();
        running.clock.move(MINUTE);
        assertThat(running.listedNames("staging")).containsExactly("one");
    }

    @Test
    void aClockSetBackUndoesNothing() throws IOException, InterruptedException {
        var living = created("living");
        var dead = simulator.mintKey("staging", "dead");
        simulator.deleteKey(dead.key().id());

        running.clock.move(MINUTE.negated());

        assertThat(simulator.accepts(living)).isTrue();
        assertThat(simulator.accepts(dead.material())).isFalse();
        assertThat(running.listedNames("staging")).containsExactly("living");
    }

    private String created(String name) throws IOException, InterruptedException {
        return Running.json(caller.create("staging", name)).path("api_key").textValue();
    }
}
