package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A later value in the Secret that turned out to be ours. */
final class RecognisedTest {

    /** As a comparison hands it over. */
    private static Key found(int revision, String attempt) {
        return takenUp(revision).attempt(attempt).done();
    }

    private static Request exposure(int through) {
        return new Request("leak", Trigger.Exposure, ago(minutes(5)), through, null, null);
    }

    private static Key twin(int revision, String attempt) {
        var first = found(revision, attempt);
        return new Key(
                first.attempt(),
                first.kind(),
                first.place(),
                "id-twin",
                first.name(),
                first.revision(),
                first.state(),
                first.withMaterial(),
                first.fingerprint(),
                first.issuedAt(),
                null,
                first.replacedAt(),
                null,
                null,
                false,
                true,
                0,
                null,
                Failures.NONE,
                null);
    }

    private static Key standing(int revision, String attempt) {
        return issued(revision).attempt(attempt).done();
    }

    private static Ledger recognised(Ledgers before, Key key) {
        return seen(before).after(new Step.Recognise(key.id(), key.revision()), new Outcome.Recognised(key));
    }

    @Test
    void aLaterValueInTheSecretIsTheCurrentOneAndTheLedgerIsBehind() {
        var before = ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8).refusedInARow(1);

        assertThat(recognised(before, standing(9, "a1")))
                .isEqualTo(ledger(
                                previous(7).issued(hours(1)).published(hours(1)).replaced(Duration.ZERO),
                                setAside(8)
                                        .issued(minutes(1))
                                        .replaced(Duration.ZERO)
                                        .notSetAside(),
                                current(9).attempt("a1").issued(minutes(1)).published(Duration.ZERO))
                        .sink(before.done().sink())
                        .behind()
                        .policy(Seen.unclaimed().demand(), Duration.ZERO)
                        .done());
    }

    @Test
    void whatStoodInTheSecretWhenATokenWasSeenIsExposedThoughTheLedgerDidNotKnowIt() {
        var after = recognised(ledger(current(7)).requests(exposure(7)), standing(9, "a1"));

        assertThat(after.current().filter(Key::exposed)).isPresent();
        assertThat(after.requests()).containsExactly(exposure(9));
    }

    @Test
    void anIntentOfALedgerThatIsBehindIsLeftToTheSweep() {
        var before = ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, minutes(90)));

        var after = recognised(before, standing(8, "a2"));

        assertThat(after.intent()).isNull();
        assertThat(after.rotation()).isNull();
        assertThat(after.sweepUntil()).isEqualTo(before.done().sweepUntil());
        assertThat(after.unaccounted()).isTrue();
    }

    @Test
    void oneThatAComparisonTookUpBeforeIsNoNewsOfBeingBehind() {
        var before = ledger(current(7), takenUp(9).attempt("a1").exposed()).lastRevision(9);

        assertThat(recognised(before, standing(9, "a1")))
                .isEqualTo(ledger(
                                previous(7).issued(hours(1)).published(hours(1)).replaced(Duration.ZERO),
                                current(9)
                                        .attempt("a1")
                                        .issued(minutes(1))
                                        .published(Duration.ZERO)
                                        .exposed())
                        .sink(before.done().sink())
                        .policy(Seen.unclaimed().demand(), Duration.ZERO)
                        .done());
    }

    @Test
    void oneThatAnExposureCoveredIsExposed() {
        var before = ledger(current(7)).requests(exposure(9));

        assertThat(recognised(before, standing(9, "a1")).current())
                .map(Key::exposed)
                .contains(true);
    }

    @Test
    void oneThatWasCondemnedStaysSo() {
        var before = ledger(current(7), revoking(9).withoutMaterial());

        assertThat(recognised(before, standing(9, "r9"))).isEqualTo(before.done());
    }

    @Test
    void aTwinOfTheRecognisedKeyGetsAnotherName() {
        var twin = Recorder.found(ledger(current(7)).done(), twin(9, "a1"), NOW);
        var seen = seen(ledger(current(7)));

        var after = Recorder.after(
                twin,
                seen.resource(),
                seen.demand(),
                new SinkView.Absent(),
                Limits.DEFAULTS,
                new Step.Recognise("id-a1", 9),
                new Outcome.Recognised(standing(9, "a1")),
                NOW);

        assertThat(after.key("a1")).map(Key::state).contains(KeyState.Current);
        assertThat(after.key("a1-2")).map(Key::id).contains("id-twin");
    }

    @Test
    void catchingUpCountsARequestAsSeenAndAnExposureNot() {
        var seen = seen(ledger(current(9)).behind()).rotate("t").exposed("x");

        assertThat(seen.after(new Step.CatchUp(), new Outcome.Done()))
                .isEqualTo(ledger(current(9)).sawRotate("t").done());
    }
}
