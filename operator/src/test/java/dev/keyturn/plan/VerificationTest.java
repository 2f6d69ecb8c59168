package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.minutes;
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

/** Whether the provider accepts a new key, and every kind of failure around it. */
final class VerificationTest {

    private static final Outcome.Failed UNAVAILABLE = new Outcome.Failed(Reason.ProviderUnavailable, Optional.empty());

    private static Ledgers inHand() {
        return ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8);
    }

    private static Ledgers twoRefused() {
        return ledger(current(7), setAside(8)).rotation(Trigger.Schedule, 8).refusedInARow(2);
    }

    private static Failures disagrees(Failures before, String attempt) {
        return Backoff.after(before, Reason.ProviderDisagrees, Optional.empty(), attempt, NOW);
    }

    static Stream<Arguments> answers() {
        var setAsideNow = setAside(8).issued(minutes(1)).replaced(Duration.ZERO);
        return Stream.of(
                argumentSet("accepted: the ledger has nothing to add", inHand(), new Outcome.Accepted(), inHand()),
                argumentSet(
                        "refused with patience: set aside, another attempt at once",
                        inHand(),
                        new Outcome.Refused(),
                        ledger(current(7), setAsideNow)
                                .rotation(Trigger.Schedule, 8)
                                .refusedInARow(1)
                                .failures(new Failures(1, Reason.ProviderDisagrees, NOW, NOW))),
                argumentSet(
                        "neither: kept, tried with backoff",
                        inHand(),
                        UNAVAILABLE,
                        inHand().failures(Backoff.after(
                                Failures.NONE, Reason.ProviderUnavailable, Optional.empty(), "r8", NOW))),
                argumentSet(
                        "not yet: nothing to remember",
                        inHand(),
                        new Outcome.Blocked(Reason.Verifying, "", Optional.empty()),
                        inHand()),
                argumentSet(
                        "one that was set aside, after two in a row: still refused",
                        twoRefused(),
                        new Outcome.Refused(),
                        twoRefused().failures(disagrees(Failures.NONE, "r8"))),
                argumentSet(
                        "at last accepted: issuing goes on",
                        twoRefused().failures(disagrees(Failures.NONE, "r8")),
                        new Outcome.Accepted(),
                        ledger(current(7), setAside(8)).rotation(Trigger.Schedule, 8)),
                argumentSet(
                        "neither",
                        twoRefused(),
                        UNAVAILABLE,
                        twoRefused()
                                .failures(Backoff.after(
                                        Failures.NONE, Reason.ProviderUnavailable, Optional.empty(), "r8", NOW))));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aNewKey(Ledgers before, Outcome outcome, Ledgers expected) {
        var asked = before.done().issued().isPresent() ? issued(8) : setAside(8);

        assertThat(seen(before).after(verify(asked), outcome)).isEqualTo(expected.done());
    }

    @Test
    void aKeyThatMovedOnMeanwhileIsNotSetAside() {
        var published = ledger(current(8));
        var condemned = ledger(current(9), revoking(8));

        assertThat(seen(published).after(verify(issued(8)), new Outcome.Refused()))
                .isEqualTo(published.done());
        assertThat(seen(condemned).after(verify(issued(8)), new Outcome.Refused()))
                .isEqualTo(condemned.done());
        assertThat(seen(ledger(current(7))).after(verify(issued(8)), UNAVAILABLE))
                .isEqualTo(ledger(current(7)).done());
    }

    @Test
    void aRefusalCountsOnceTheKeyHadTwoMinutesToBecomeKnown() {
        assertThat(Verification.refused(issued(8).issued(seconds(119)).done(), NOW))
                .isEqualTo(new Outcome.Blocked(
                        Reason.Verifying, "the new key is not accepted by the provider yet", Optional.of(seconds(2))));
        assertThat(Verification.refused(issued(8).issued(minutes(2)).done(), NOW))
                .isEqualTo(new Outcome.Refused());
    }

    @Test
    void whatKeepsAKeyFromBeingBegunBacksOffInTheLedger() {
        var after = seen(ledger(current(7))).rotate("t").after(begin(Trigger.Requested, "t", 8), UNAVAILABLE);

        assertThat(after.intent()).isNull();
        assertThat(after.tokens().sawRotate("t")).isFalse();
        assertThat(after.failures().holds(in(seconds(9)))).isTrue();
    }

    static Stream<Arguments> delays() {
        return Stream.of(
                argumentSet("the first time ten seconds and a fifth at most", 0, seconds(10)),
                argumentSet("then twice as long", 1, seconds(20)),
                argumentSet("and again", 4, seconds(160)),
                argumentSet("until a quarter of an hour", 7, minutes(15)),
                argumentSet("and never longer", 5_000, minutes(15)));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void backsOff(int failuresBefore, Duration least) {
        var before = new Failures(failuresBefore, Reason.ProviderUnavailable, ago(seconds(1)), ago(seconds(1)));

        var after = Backoff.after(before, Reason.ProviderUnavailable, Optional.empty(), "a1", NOW);

        assertThat(after.count()).isEqualTo(failuresBefore + 1);
        assertThat(after.retryAt()).isBetween(NOW.plus(least), NOW.plus(least).plus(least.dividedBy(5)));
        assertThat(Backoff.after(before, Reason.ProviderUnavailable, Optional.empty(), "a1", NOW))
                .isEqualTo(after);
    }

    @Test
    void theJitterIsTheAttempts() {
        var delays = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .map(i -> Backoff.after(Failures.NONE, Reason.ProviderUnavailable, Optional.empty(), "a" + i, NOW)
                        .retryAt())
                .distinct();

        assertThat(delays).hasSizeGreaterThan(20);
    }
}
