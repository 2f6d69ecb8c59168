package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Letting go at once, and what the ledger says of it. */
final class DeletionTest {

    private static final Owner AGAIN = new Owner("SuprSendApiKey", "shop", "checkout", "uid-2", "ns-1");

    static Stream<Arguments> deletions() {
        return Stream.of(
                argumentSet(
                        "the resource's own keyring is released",
                        seen(ledger(current(7))),
                        new Step.Release(DeletionPolicy.Revoke)),
                argumentSet(
                        "also one that was thought to be unowned",
                        seen(ledger(current(7)).standing(Standing.Unowned, hours(1))),
                        new Step.Release(DeletionPolicy.Revoke)),
                argumentSet(
                        "also while a key is being made",
                        seen(ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, seconds(1))))
                                .mine("a1"),
                        new Step.Release(DeletionPolicy.Revoke)),
                argumentSet(
                        "it was released already: only the finalizer goes",
                        seen(ledger(current(7)).released(hours(1))),
                        new Step.LetGo()),
                argumentSet(
                        "it was retained already",
                        seen(ledger(current(7)).standing(Standing.Retained, hours(1))),
                        new Step.LetGo()),
                argumentSet(
                        "somebody else's keyring is left alone",
                        seen(ledger(current(7))).owner(AGAIN),
                        new Step.LetGo()),
                argumentSet("there is no keyring", unclaimed(), new Step.LetGo()),
                argumentSet(
                        "the kind itself is being removed: asked again later",
                        seen(ledger(current(7))).paced("Release", seconds(10), Reason.Revoking),
                        waits(seconds(10), Reason.Revoking, "in the way")));
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void deletionLetsGoAtOnce(Seen seen, Step expected) {
        assertThat(Planner.next(seen.deleting(DeletionPolicy.Revoke), NOW)).isEqualTo(expected);
    }

    private static Ledger after(Ledgers before, Step step) {
        return Recorder.withoutResource(before.done(), step, new Outcome.Done(), NOW);
    }

    @Test
    void releasingKeepsEverythingAndCountsTheTokensPresentAsSeen() {
        var seen = seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                .rotate("t")
                .exposed("x");

        assertThat(Recorder.withoutDemand(
                        seen.ledger(),
                        seen.resource(),
                        new Step.Release(DeletionPolicy.Revoke),
                        new Outcome.Done(),
                        NOW))
                .isEqualTo(ledger(current(7), issued(8))
                        .rotation(Trigger.Schedule, 8)
                        .released(Duration.ZERO)
                        .sawRotate("t")
                        .sawExposed("x")
                        .done());
    }

    @Test
    void retainingSaysSo() {
        var retained = after(ledger(current(7)), new Step.Release(DeletionPolicy.Retain));

        assertThat(retained.standing()).isEqualTo(Standing.Retained);
        assertThat(retained.deletionPolicy()).isEqualTo(DeletionPolicy.Retain);
    }

    @Test
    void aKindThatIsBeingRemovedReleasesNothing() {
        var ledger = ledger(current(7)).done();

        assertThat(Recorder.withoutResource(
                        ledger, new Step.Release(DeletionPolicy.Revoke), new Outcome.KindRemoved(), NOW))
                .isEqualTo(ledger);
    }

    @Test
    void condemningTakesAllKeysAndWhatWasBeingMade() {
        var before = ledger(current(7), revoking(6))
                .rotation(Trigger.Schedule, 8)
                .intent(intent("a1", 8, minutes(1)))
                .released(hours(1));

        assertThat(after(before, new Step.CondemnAll()))
                .isEqualTo(ledger(
                                revoking(7)
                                        .issued(hours(1))
                                        .published(hours(1))
                                        .withoutReplacement()
                                        .condemned(Duration.ZERO),
                                revoking(6))
                        .lastRevision(8)
                        .sweep(before.done().sweepUntil())
                        .unaccounted()
                        .sink(before.done().sink())
                        .released(hours(1))
                        .done());
    }

    @Test
    void aKeyringThatWasTakenOverMeanwhileIsNotCondemned() {
        assertThat(after(ledger(current(7)), new Step.CondemnAll()))
                .isEqualTo(ledger(current(7)).done());
    }

    @Test
    void aKeyThatMayStandInTheSecretThoughNoWriteSaidSoIsTakenOutOfIt() {
        var condemned = after(ledger(issued(1)).rotation(Trigger.Initial, 1).released(hours(1)), new Step.CondemnAll());

        assertThat(condemned.sink())
                .isEqualTo(new Sink(1, "r1", 0, NOW, NOW, true, List.of(), List.of(), List.of(), null, null));
    }

    @Test
    void theSecretGoneIsWrittenDown() {
        var before = ledger(revoking(7)).sink(Ledgers.sinkOf(current(7).done())).released(hours(1));

        assertThat(after(before, new Step.Unpublish()).sink()).isNull();
    }
}
