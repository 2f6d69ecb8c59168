package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Ledgers.intent;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A token under {@code keyturn.dev/exposed}: written down at once, and once. */
final class ExposureTokensTest {

    private static final Step RECORD = new Step.RecordExposure("leak", Optional.empty());
    private static final Request ASKED = new Request("leak", Trigger.Exposure, NOW, 7, null, null);

    static Stream<Arguments> seenTokens() {
        var exposure = new Step.RecordExposure("leak", Optional.empty());
        return Stream.of(
                argumentSet(
                        "a token never seen is written down",
                        seen(ledger(current(7))).exposed("leak"),
                        exposure),
                argumentSet(
                        "suspended or not",
                        seen(ledger(current(7))).exposed("leak").suspended(),
                        exposure),
                argumentSet(
                        "whatever the account is like",
                        seen(ledger(current(7))).exposed("leak").account(Reason.AccountUnauthorized),
                        exposure),
                argumentSet(
                        "before the call of an intent",
                        seen(ledger(current(7)).rotation(Trigger.Schedule, 8).intent(intent("a1", 8, seconds(1))))
                                .mine("a1")
                                .exposed("leak"),
                        exposure),
                argumentSet(
                        "and before a key in hand goes on",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .proved("r8")
                                .exposed("leak"),
                        exposure),
                argumentSet(
                        "the same token again says nothing",
                        seen(ledger(current(8)).sawExposed("leak")).exposed("leak"),
                        settled()),
                argumentSet(
                        "an older one that was restored neither",
                        seen(ledger(current(8)).sawExposed("older").sawExposed("leak"))
                                .exposed("older"),
                        settled()),
                argumentSet(
                        "under both annotations it is an exposure",
                        seen(ledger(current(7))).exposed("leak").rotate("leak"),
                        exposure));
    }

    @ParameterizedTest
    @MethodSource("seenTokens")
    void isWrittenDownAtOnce(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void aTokenUnderBothAnnotationsIsOneRequestAndOneRotation() {
        var seen = seen(ledger(current(7))).exposed("leak").rotate("leak");

        var after = seen.after(RECORD, new Outcome.Done());

        assertThat(after.requests()).containsExactly(ASKED);
        assertThat(after.tokens().sawRotate("leak")).isTrue();
    }

    @Test
    void aTokenThatLooksLikeTheKeyFiresAndIsShownAsAHash() {
        var pasted = "SS." + "x".repeat(43);

        var after = seen(ledger(current(7)))
                .exposed(pasted)
                .after(new Step.RecordExposure(pasted, Optional.empty()), new Outcome.Done());

        assertThat(after.current()).map(Key::exposed).contains(true);
        assertThat(after.requests())
                .singleElement()
                .extracting(Request::token)
                .asString()
                .startsWith("sha256:");
        assertThat(after.toString()).doesNotContain(pasted);
    }

    @Test
    void anUnusableSpecDoesNotKeepAnExposureFromBeingRecorded() {
        var seen = seen(ledger(current(7))).exposed("leak");
        var step = Planner.next(seen.unusable(), NOW);

        assertThat(step).isEqualTo(RECORD);
        assertThat(Recorder.withoutDemand(seen.ledger(), seen.resource(), step, new Outcome.Done(), NOW))
                .isEqualTo(ledger(current(7).exposed(Duration.ZERO))
                        .sawExposed("leak")
                        .requests(ASKED)
                        .done());
    }
}
