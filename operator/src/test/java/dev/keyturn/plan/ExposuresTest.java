package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.run;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.SinkViews.holding;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a token under {@code keyturn.dev/exposed} covers, and what follows. */
final class ExposuresTest {

    private static final Step RECORD = new Step.RecordExposure("leak", Optional.empty());
    private static final Request ASKED = new Request("leak", Trigger.Exposure, NOW, 7, null, null);

    static Stream<Arguments> covered() {
        return Stream.of(
                argumentSet(
                        "the key in use", ledger(current(7)), ledger(current(7).exposed(Duration.ZERO))),
                argumentSet(
                        "previous keys, and those that are dying",
                        ledger(current(7), previous(6), revoking(5)),
                        ledger(
                                current(7).exposed(Duration.ZERO),
                                previous(6).exposed(Duration.ZERO),
                                revoking(5).exposed(Duration.ZERO))),
                argumentSet(
                        "one that was to die later dies now",
                        ledger(current(7), revoking(6).dyingAgainIn(hours(1))),
                        ledger(current(7).exposed(Duration.ZERO), revoking(6).exposed(Duration.ZERO))),
                argumentSet(
                        "keys found by a comparison: pods may run on them",
                        ledger(current(7), takenUp(7)),
                        ledger(current(7).exposed(Duration.ZERO), takenUp(7).exposed(Duration.ZERO))),
                argumentSet(
                        "not a key that was set aside: nobody has seen it",
                        ledger(current(7), setAside(7)),
                        ledger(current(7).exposed(Duration.ZERO), setAside(7))),
                argumentSet(
                        "not a found one of a revision that was never published",
                        ledger(current(7), takenUp(8)),
                        ledger(current(7).exposed(Duration.ZERO), takenUp(8))),
                argumentSet(
                        "not a key in hand that was not published; its run is upgraded, and backs off no more",
                        ledger(current(7), issued(8))
                                .rotation(Trigger.Schedule, 8)
                                .failed(3, Reason.ProviderUnavailable, minutes(9)),
                        ledger(current(7).exposed(Duration.ZERO), issued(8))
                                .rotation(run(Trigger.Schedule, 8).upgraded(Trigger.Exposure, "leak"))),
                argumentSet(
                        "nor what is being made: the run is upgraded",
                        ledger(current(7)).rotation(Trigger.Requested, 8).intent(intent("a1", 8, seconds(1))),
                        ledger(current(7).exposed(Duration.ZERO))
                                .rotation(run(Trigger.Requested, 8).upgraded(Trigger.Exposure, "leak"))
                                .intent(intent("a1", 8, seconds(1)))));
    }

    @ParameterizedTest
    @MethodSource("covered")
    void coversWhatWasPublished(Ledgers before, Ledgers expected) {
        assertThat(seen(before).exposed("leak").after(RECORD, new Outcome.Done()))
                .isEqualTo(expected.sawExposed("leak").requests(ASKED).done());
    }

    @Test
    void aKeyInHandWhoseValueStandsInTheSecretIsPublishedAndCovered() {
        var before = ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8);

        var after = seen(before).secret(holding(8)).exposed("leak").after(RECORD, new Outcome.Done());

        assertThat(after.current()).map(Key::attempt).contains("r8");
        assertThat(after.keys()).allMatch(Key::exposed);
        assertThat(after.lastRevision()).isEqualTo(8);
        assertThat(after.requests()).containsExactly(new Request("leak", Trigger.Exposure, NOW, 8, null, null));
    }

    @Test
    void thatValueIsNotReplacedByTheOlderOneButByANewOne() {
        var before = ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8);
        var after = seen(before).secret(holding(8)).exposed("leak").after(RECORD, new Outcome.Done());

        var first = next(after, holding(8));
        var recorded = Recorder.after(
                after,
                seen(before).resource(),
                seen(before).demand(),
                holding(8),
                Limits.DEFAULTS,
                first,
                new Outcome.Published(NOW, false, List.of(), List.of(), List.of()),
                NOW);

        assertThat(first).isEqualTo(new Step.Publish(after.current().orElseThrow()));
        assertThat(next(recorded, SinkViews.exactly(after.current().orElseThrow())))
                .isEqualTo(begin(Trigger.Exposure, 9));
    }

    private static Step next(Ledger ledger, SinkView sink) {
        var seen = seen(ledger(current(7)));
        return Planner.next(
                new Observation.Claimed(
                        seen.resource(),
                        seen.demand(),
                        new AccountView.Usable(),
                        sink,
                        Limits.DEFAULTS,
                        seen.memo(),
                        ledger,
                        Turning.OVERLAPPING),
                NOW);
    }

    @Test
    void aTokenBeforeAnythingWasPublishedIsAnsweredByTheFirstKey() {
        var before = ledger(issued(1)).rotation(Trigger.Initial, 1);

        var after = seen(before).exposed("leak").after(RECORD, new Outcome.Done());

        assertThat(after)
                .isEqualTo(ledger(issued(1))
                        .rotation(Trigger.Initial, 1)
                        .sawExposed("leak")
                        .requests(new Request("leak", Trigger.Exposure, NOW, 0, null, null))
                        .done());
    }

    @Test
    void aPairThatAPersonBroughtIsCoveredAndAskedForAgain() {
        var taken = HandOff.asked(NOW).taking(new HandOff.Taken("r8", "hmac:handed"));
        var delivered = issued(8).inPlace().id(Key.DELIVERED_PAIR + ".r8");
        var before = ledger(current(7).inPlace(), delivered)
                .rotation(Trigger.Requested, 8)
                .handOff(taken);

        var after = seen(before).exposed("leak").after(RECORD, new Outcome.Done());

        assertThat(after.key("r8"))
                .get()
                .returns(true, Key::exposed)
                .returns(true, Key::setAside)
                .returns(KeyState.Previous, Key::state);
        assertThat(after.handOff()).isNotNull().returns(null, HandOff::taken);
    }

    /** It is the only one that lives, and nobody had it in hand. */
    @Test
    void aPairThatTheProviderShowsGoesOn() {
        var before = ledger(current(7).inPlace(), issued(8).inPlace()).rotation(Trigger.Requested, 8);

        var after = seen(before).exposed("leak").after(RECORD, new Outcome.Done());

        assertThat(after.issued()).map(Key::exposed).contains(false);
    }

    @Test
    void aTokenThatWasRecordedMeanwhileCoversNothingLater() {
        var before = ledger(current(8)).sawExposed("leak");

        assertThat(seen(before).exposed("leak").after(RECORD, new Outcome.Done()))
                .isEqualTo(before.done());
    }
}
