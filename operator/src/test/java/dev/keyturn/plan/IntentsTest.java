package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.run;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the intent to the key in hand: who may call, who waits, and what an intent says. */
final class IntentsTest {

    private static final Outcome.Clear CLEAR = new Outcome.Clear(Keys.PLACE);

    /** A running rotation to revision 8 with an intent written so long before. */
    private static Ledgers intended(Duration before) {
        return ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, before));
    }

    @Test
    void whereTheAnswerToACallIsMissingTheRecordIsLookedAtHoweverCalmlyItWasBefore() {
        var intent = Ledgers.ofRecord(intent("a1", 8, seconds(11)));
        var seen = seen(ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent))
                .paced("Look", minutes(9), Reason.Settled);

        assertThat(seen.next()).isEqualTo(new Step.Look(Trigger.Rejected, Seen.FRESH, Seen.TURN, "a1"));
    }

    @Test
    void andThatLookHasAPaceOfItsOwn() {
        var intent = Ledgers.ofRecord(intent("a1", 8, seconds(11)));
        var seen = seen(ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent))
                .paced("Look a1", seconds(2), Reason.Issuing);

        assertThat(seen.next()).isEqualTo(waits(seconds(2), Reason.Issuing, "in the way"));
    }

    static Stream<Arguments> intents() {
        return Stream.of(
                argumentSet(
                        "an intent of one's own: the call",
                        seen(intended(seconds(2))).mine("a1"),
                        new Step.Issue(intent("a1", 8, seconds(2)))),
                argumentSet(
                        "an intent of one's own past its deadline: no call begins, another attempt does",
                        seen(intended(seconds(10))).mine("a1"),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "an intent of somebody else, or of before a restart: waited for until its hold is over",
                        seen(intended(seconds(2))),
                        waits(seconds(13), Reason.Issuing, heldUntil("12:00:13"))),
                argumentSet(
                        "past the deadline, too",
                        seen(intended(seconds(14))),
                        waits(seconds(1), Reason.Issuing, heldUntil("12:00:01"))),
                argumentSet(
                        "when the hold is over anybody makes another attempt",
                        seen(intended(seconds(15))),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "a key in hand is verified",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8)),
                        verify(issued(8))),
                argumentSet(
                        "and once it is proved, published",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .proved("r8"),
                        publish(issued(8))),
                argumentSet(
                        "a key that is not accepted yet is asked about again in a moment",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .paced("Verify r8", seconds(2), Reason.Verifying),
                        waits(seconds(2), Reason.Verifying, "in the way")),
                argumentSet(
                        "a key that could not be probed is tried with backoff",
                        seen(ledger(current(7), issued(8))
                                .rotation(Trigger.Schedule, 8)
                                .failed(1, Reason.ProviderUnavailable, seconds(10))),
                        waits(
                                seconds(10),
                                Reason.ProviderUnavailable,
                                "the provider cannot be reached or fails; 1 failure")),
                argumentSet(
                        "with an account that cannot be used nothing is believed",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .account(Reason.AccountUnauthorized),
                        waits(hours(1), Reason.AccountUnauthorized, "why")));
    }

    @ParameterizedTest
    @MethodSource("intents")
    void goesOnWithARun(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void theFirstIntentOfAScheduledRotationSaysAllAtOnce() {
        var seen = seen(ledger(current(7)));

        var after = seen.after(begin(Trigger.Schedule, 8), CLEAR);

        assertThat(after)
                .isEqualTo(ledger(current(7))
                        .rotation(new Rotation(Seen.TURN, Trigger.Schedule, null, 8, NOW, 1))
                        .intent(new Intent(Seen.FRESH, 8, Keys.PLACE, in(seconds(10)), in(seconds(15)), null))
                        .attempts(1, Duration.ZERO)
                        .done());
    }

    @Test
    void theTokenIsConsumedInTheWriteOfTheIntent() {
        var after = seen(ledger(current(7))).rotate("t").after(begin(Trigger.Requested, "t", 8), CLEAR);

        assertThat(after.tokens().sawRotate("t")).isTrue();
        assertThat(after.rotation()).isEqualTo(new Rotation(Seen.TURN, Trigger.Requested, "t", 8, NOW, 1));
        assertThat(after.requests()).containsExactly(new Request("t", Trigger.Requested, NOW, 7, null, null));
    }

    @Test
    void anotherAttemptTakesTheIntentAwayAndOwesASweep() {
        var after = seen(intended(seconds(20))).after(begin(Trigger.Schedule, 8), CLEAR);

        assertThat(after)
                .isEqualTo(ledger(current(7))
                        .rotation(run(Trigger.Schedule, 8).attemptedAgain())
                        .intent(new Intent(Seen.FRESH, 8, Keys.PLACE, in(seconds(10)), in(seconds(15)), null))
                        .unaccounted()
                        .attempts(1, Duration.ZERO)
                        .done());
    }

    @Test
    void attemptsOfMoreThanADayAgoAreForgotten() {
        var after = seen(ledger(current(7)).attempts(2, hours(25))).after(begin(Trigger.Schedule, 8), CLEAR);

        assertThat(after.attemptedAt()).containsExactly(NOW);
    }

    static Stream<Arguments> ledgersThatMovedOn() {
        return Stream.of(
                argumentSet("somebody else's intent stands", intended(seconds(3))),
                argumentSet(
                        "somebody else's key is in hand",
                        ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8)),
                argumentSet("the revision is published", ledger(current(8))));
    }

    @ParameterizedTest
    @MethodSource("ledgersThatMovedOn")
    void anIntentIsNotWrittenOver(Ledgers ledger) {
        assertThat(seen(ledger).after(begin(Trigger.Schedule, 8), CLEAR)).isEqualTo(ledger.done());
    }

    @Test
    void anAttemptWithoutAKeyIsAccountedForOnceItsSweepIsOver() {
        var swept = ledger(current(7)).sweep(ago(minutes(1))).unaccounted();
        var unswept = ledger(current(7)).sweep(in(minutes(1))).unaccounted();

        assertThat(seen(swept).after(begin(Trigger.Schedule, 8), CLEAR).unaccounted())
                .isFalse();
        assertThat(seen(unswept).after(begin(Trigger.Schedule, 8), CLEAR).unaccounted())
                .isTrue();
    }

    private static String heldUntil(String time) {
        return "a key is being made by a call whose answer is not recorded yet; it is waited for until 2026-11-24T"
                + time + "Z";
    }
}
