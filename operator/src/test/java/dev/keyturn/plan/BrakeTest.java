package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.condemn;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a freeze and a clock that cannot be trusted hold, and what they let pass. */
final class BrakeTest {

    private static final Brake FROZEN = Brake.frozen("by Jane");
    private static final Brake DOUBTED = Brake.clockSuspect("an hour apart");
    private static final Step FREEZES = waits(hours(1), Reason.Frozen, "by Jane");
    private static final Step DOUBTS = waits(hours(1), Reason.ClockSuspect, "an hour apart");

    static Stream<Arguments> brakes() {
        return Stream.of(
                argumentSet("frozen: no first key", unclaimed().held(FROZEN), FREEZES),
                argumentSet(
                        "frozen: nothing on schedule",
                        seen(ledger(current(7).published(days(200)))).held(FROZEN),
                        FREEZES),
                argumentSet(
                        "frozen: not for an exposure either",
                        seen(ledger(current(7).exposed())).held(FROZEN),
                        FREEZES),
                argumentSet(
                        "frozen: an exposure is written down all the same",
                        seen(ledger(current(7))).exposed("x").held(FROZEN),
                        new Step.RecordExposure("x", Optional.empty())),
                argumentSet(
                        "frozen: a new key in hand is not published",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .proved("r8")
                                .held(FROZEN),
                        FREEZES),
                argumentSet(
                        "frozen: a value that was turned in place already is published, for the one before is dead",
                        seen(ledger(current(7).inPlace(), issued(8).inPlace()).rotation(Trigger.Requested, 8))
                                .ofRecord(Way.Api)
                                .proved("r8")
                                .held(FROZEN),
                        publish(issued(8).inPlace())),
                argumentSet(
                        "frozen: what has become of a call that was made is found out",
                        seen(ledger(current(7).inPlace())
                                        .rotation(Trigger.Requested, 8)
                                        .intent(Ledgers.ofRecord(Ledgers.intent("lost", 8, seconds(1)))))
                                .ofRecord(Way.Api)
                                .held(FROZEN),
                        new Step.Look(Trigger.Rejected, Seen.FRESH, Seen.TURN, "lost")),
                argumentSet(
                        "frozen: nothing more is turned in place",
                        seen(ledger(current(7).inPlace()))
                                .ofRecord(Way.Api)
                                .paced("Look", hours(1), Reason.Settled)
                                .rotate("t")
                                .held(FROZEN),
                        FREEZES),
                argumentSet(
                        "frozen: what the Secret is to hold is kept right",
                        seen(ledger(current(7))).secret(new SinkView.Absent()).held(FROZEN),
                        publish(current(7))),
                argumentSet(
                        "frozen: nothing is condemned",
                        seen(ledger(current(7), previous(6).replaced(days(3))))
                                .overlap(Duration.ZERO)
                                .held(FROZEN),
                        FREEZES),
                argumentSet(
                        "frozen: what is condemned lives on",
                        seen(ledger(current(7), revoking(6))).held(FROZEN),
                        FREEZES),
                argumentSet(
                        "frozen: who has nothing to do says so, too",
                        seen(ledger(current(7))).held(FROZEN),
                        FREEZES),
                argumentSet(
                        "a doubtful clock: nothing on schedule",
                        seen(ledger(current(7).published(days(200)))).held(DOUBTED),
                        DOUBTS),
                argumentSet(
                        "a doubtful clock: what a person asks for turns",
                        seen(ledger(current(7))).rotate("t").held(DOUBTED),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "a doubtful clock: nothing dies by it",
                        seen(ledger(current(7), previous(6).replaced(days(3))))
                                .overlap(Duration.ZERO)
                                .held(DOUBTED),
                        DOUBTS),
                argumentSet(
                        "a doubtful clock: what was exposed dies, and nothing beside it",
                        seen(ledger(
                                        current(7),
                                        previous(6).replaced(days(3)),
                                        previous(5).replaced(days(3)).exposed()))
                                .held(DOUBTED),
                        condemn(previous(5).replaced(days(3)).exposed())));
    }

    @ParameterizedTest
    @MethodSource("brakes")
    void holds(Seen seen, Step expected) {
        assertThat(Planner.next(seen.observation(), NOW)).isEqualTo(expected);
    }

    /** Whatever the state: a freeze lets nothing be made that was not there, and nothing end that was. */
    @Test
    void nothing_is_made_and_nothing_ends_where_it_is_frozen() {
        var made = new Random(23)
                .ints(30_000)
                .mapToObj(seed -> new AnyState(new Random(seed), FROZEN))
                .map(state -> Planner.next(state.observation(), NOW))
                .filter(BrakeTest::makesOrEnds)
                .toList();

        assertThat(made).isEmpty();
    }

    private static boolean makesOrEnds(Step step) {
        var effects = List.of(
                Step.Begin.class,
                Step.Issue.class,
                Step.Ask.class,
                Step.Accept.class,
                Step.TakeStanding.class,
                Step.BeginWith.class,
                Step.Condemn.class,
                Step.CondemnAll.class,
                Step.Revoke.class,
                Step.Unpublish.class,
                Step.TakeOver.class);
        return effects.contains(step.getClass())
                || (step instanceof Step.Publish(var key) && key.state() == KeyState.Issued && !key.inPlace());
    }

    static Stream<Arguments> times() {
        return Stream.of(
                argumentSet("a little ahead is a matter of clocks", Duration.ofMinutes(-4), false),
                argumentSet("more than that was written by a wrong one", Duration.ofMinutes(-6), true));
    }

    @ParameterizedTest
    @MethodSource("times")
    void what_is_past_and_lies_ahead_is_read_as_now(Duration ago, boolean wrong) {
        var seen = seen(ledger(current(7).published(ago)));
        var step = Planner.next(seen.observation(), NOW);

        assertThat(step.equals(new Step.ReadTimes())).isEqualTo(wrong);
        assertThat(Planner.next(seen.held(DOUBTED).observation(), NOW)).isNotEqualTo(new Step.ReadTimes());
        if (wrong) {
            var read = FutureInstants.read(seen.ledger(), NOW);
            assertThat(read.current().orElseThrow().readBackAt()).isEqualTo(NOW);
            assertThat(FutureInstants.read(read, NOW)).isEqualTo(read);
        }
    }
}
