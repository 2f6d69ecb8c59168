package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
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

/** What the ledger says of each answer to the call that an intent announced. */
final class AnswersTest {

    /** A running rotation to revision 8 with an intent written so long before. */
    private static Ledgers intended(Duration before) {
        return ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, before));
    }

    private static final Step ISSUE = new Step.Issue(intent("a1", 8, seconds(2)));
    private static final Outcome.Issued MADE = new Outcome.Issued("id-a1", "name-a1", "hmac:a1", NOW);

    static Stream<Arguments> answers() {
        var calling = intended(seconds(2));
        return Stream.of(
                argumentSet(
                        "a failure backs off, and may have made a key all the same",
                        calling,
                        new Outcome.Failed(Reason.ProviderUnusable, Optional.empty()),
                        1,
                        false),
                argumentSet(
                        "so does one that names its time",
                        calling,
                        new Outcome.Failed(Reason.ProviderRateLimited, Optional.of(seconds(70))),
                        1,
                        false),
                argumentSet(
                        "a lost answer: another attempt at once",
                        calling,
                        new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()),
                        1,
                        true),
                argumentSet(
                        "a second one in a row: backoff",
                        intended(seconds(2)).failed(1, Reason.ProviderUnavailable, seconds(-1)),
                        new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()),
                        2,
                        false),
                argumentSet(
                        "a lost answer that names its time waits",
                        calling,
                        new Outcome.Lost(Reason.ProviderUnavailable, Optional.of(seconds(30))),
                        1,
                        false));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerWithoutAKeyOwesASweep(Ledgers before, Outcome answer, int failures, boolean atOnce) {
        var after = seen(before).after(ISSUE, answer);

        assertThat(after.intent()).isNull();
        assertThat(after.sweepUntil()).isEqualTo(in(hours(1)));
        assertThat(after.unaccounted()).isTrue();
        assertThat(after.keys()).isEqualTo(before.done().keys());
        assertThat(after.failures().count()).isEqualTo(failures);
        assertThat(after.failures().holds(NOW)).isEqualTo(!atOnce);
    }

    @Test
    void aRetryAfterWins() {
        var after = seen(intended(seconds(2)))
                .after(ISSUE, new Outcome.Failed(Reason.ProviderRateLimited, Optional.of(days(1))));

        assertThat(after.failures().retryAt()).isEqualTo(in(days(1)));
    }

    @Test
    void aKeyInHandEndsTheFailuresAndOwesASweepAllTheSame() {
        var after = seen(intended(seconds(2)).failed(3, Reason.ProviderUnavailable, seconds(-1)))
                .after(ISSUE, MADE);

        assertThat(after)
                .isEqualTo(ledger(current(7))
                        .rotation(Trigger.Schedule, 8)
                        .sweep(in(hours(1)))
                        .with(made(KeyState.Issued))
                        .done());
    }

    @Test
    void whoLostTheIntentTouchesNothing() {
        var replaced = ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a2", 8, seconds(1)));

        assertThat(seen(replaced).after(ISSUE, MADE)).isEqualTo(replaced.done());
        assertThat(seen(ledger(current(7))).after(ISSUE, MADE))
                .isEqualTo(ledger(current(7)).done());
    }

    private static Key made(KeyState state) {
        return new Key(
                "a1",
                "SuprSendApiKey",
                Keys.PLACE,
                "id-a1",
                "name-a1",
                8,
                state,
                true,
                "hmac:a1",
                NOW,
                null,
                null,
                null,
                null,
                false,
                false,
                0,
                null,
                Failures.NONE,
                null);
    }

    static List<Outcome> others() {
        return List.of(new Outcome.Done(), new Outcome.Blocked(Reason.Issuing, "", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatSaysNothingOfTheCallLeavesTheIntent(Outcome outcome) {
        assertThat(seen(intended(seconds(2))).after(ISSUE, outcome))
                .isEqualTo(intended(seconds(2)).done());
    }
}
