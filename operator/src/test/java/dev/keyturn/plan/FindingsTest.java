package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
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

/** Keys of our own that the ledger did not know, taken up from a list. */
final class FindingsTest {

    /** As a comparison hands it over. */
    private static Key found(int revision, String attempt) {
        return takenUp(revision).attempt(attempt).done();
    }

    private static Keys taken(int revision, String attempt) {
        return takenUp(revision).attempt(attempt).replaced(Duration.ZERO);
    }

    private static Request exposure(int through) {
        return new Request("leak", Trigger.Exposure, ago(minutes(5)), through, null, null);
    }

    static Stream<Arguments> found() {
        return Stream.of(
                argumentSet(
                        "an attempt whose answer was lost",
                        ledger(current(8)),
                        found(8, "a1"),
                        ledger(current(8), taken(8, "a1"))),
                argumentSet(
                        "one of the run that goes on",
                        ledger(current(7)).rotation(Trigger.Schedule, 8),
                        found(8, "a1"),
                        ledger(current(7), taken(8, "a1")).rotation(Trigger.Schedule, 8)),
                argumentSet(
                        "one that an exposure covered",
                        ledger(current(8)).requests(exposure(7)),
                        found(7, "a1"),
                        ledger(current(8), taken(7, "a1").exposed(minutes(5))).requests(exposure(7))),
                argumentSet(
                        "one of later than an exposure",
                        ledger(current(8)).requests(exposure(7)),
                        found(8, "a1"),
                        ledger(current(8), taken(8, "a1")).requests(exposure(7))),
                argumentSet(
                        "the second key of one attempt, made by a proxy that repeated the request, gets a name of its own",
                        ledger(current(8)),
                        twin(8, "r8"),
                        ledger(current(8)).with(renamed(twin(8, "r8"), "r8-2"))),
                argumentSet(
                        "and the third",
                        ledger(current(8), taken(8, "r8-2")),
                        twin(8, "r8"),
                        ledger(current(8), taken(8, "r8-2")).with(renamed(twin(8, "r8"), "r8-3"))),
                argumentSet(
                        "a later revision than the ledger knows: it is behind the world, and what it was about to do is old",
                        ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8),
                        found(9, "a1"),
                        ledger(current(7), setAside(8).issued(minutes(1)).replaced(Duration.ZERO), taken(9, "a1"))
                                .lastRevision(9)
                                .behind()),
                argumentSet(
                        "what became of an intent that nobody acts on any more, which goes with it",
                        ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, seconds(15))),
                        found(8, "a1"),
                        ledger(current(7), taken(8, "a1"))
                                .rotation(Trigger.Schedule, 8)
                                .sweep(ago(Duration.ZERO).plus(hours(1)))
                                .unaccounted()));
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

    private static Key renamed(Key key, String attempt) {
        return key.edit().attempt(attempt).replaced(NOW).done();
    }

    @ParameterizedTest
    @MethodSource("found")
    void takesUp(Ledgers before, Key found, Ledgers expected) {
        assertThat(Recorder.found(before.done(), found, NOW)).isEqualTo(expected.done());
    }

    static Stream<Arguments> known() {
        return Stream.of(
                argumentSet(
                        "a key of the ledger", ledger(current(7)), current(7).done()),
                argumentSet(
                        "one that was taken up before",
                        ledger(current(7), takenUp(7)),
                        takenUp(7).done()),
                argumentSet(
                        "the running attempt",
                        ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, seconds(14))),
                        found(8, "a1")));
    }

    @ParameterizedTest
    @MethodSource("known")
    void isNoFinding(Ledgers ledger, Key found) {
        assertThat(Recorder.found(ledger.done(), found, NOW)).isEqualTo(ledger.done());
    }

    @Test
    void theDeathOfATwinIsNotTheDeathOfTheKeyInUse() {
        var both = Recorder.found(ledger(current(8)).done(), twin(8, "r8"), NOW);
        var condemned = Recorder.after(
                both,
                seen(ledger(current(8))).resource(),
                seen(ledger(current(8))).demand(),
                new SinkView.Absent(),
                Limits.DEFAULTS,
                Steps.condemn(),
                new Outcome.Condemnable(List.of("r8-2")),
                NOW);
        var twin = condemned.key("r8-2").orElseThrow();

        var after =
                Recorder.withoutResource(condemned, new Step.Revoke(twin, Optional.empty()), new Outcome.Dead(), NOW);

        assertThat(twin.state()).isEqualTo(KeyState.Revoking);
        assertThat(after.keys()).containsExactly(current(8).done());
    }
}
