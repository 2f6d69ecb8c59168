package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When the provider's list is compared with the keyrings, and what waits for it. */
final class ComparisonsTest {

    private static final Step COMPARE = new Step.Compare();
    private static final String OWED = "what came of an attempt is not known; at 2026-11-24T12:09:00Z "
            + "the provider's list is searched for a key that it may have made";
    private static final Limits NEVER = new Limits(hours(1), 5, 10, Duration.ZERO, days(7), hours(1), hours(1));

    static Stream<Arguments> comparisons() {
        return Stream.of(
                argumentSet("at the start", seen(ledger(current(7))).neverCompared(), COMPARE),
                argumentSet(
                        "not before a key is made that is due",
                        seen(ledger(current(7).published(days(200)))).neverCompared(),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "not where nothing was ever attempted",
                        seen(ledger().neverAttempted()).suspended().neverCompared(),
                        suspended()),
                argumentSet(
                        "but where an attempt left no key",
                        seen(ledger()).suspended().neverCompared(),
                        COMPARE),
                argumentSet("every so often", seen(ledger(current(7))).compared(hours(24)), COMPARE),
                argumentSet(
                        "and not before",
                        seen(ledger(current(7))).compared(minutes(1439)),
                        waits(minutes(1), Reason.Settled)),
                argumentSet(
                        "never, where the configuration says so",
                        seen(ledger(current(7))).limits(NEVER).compared(days(9)),
                        settled()),
                argumentSet(
                        "but at the start",
                        seen(ledger(current(7))).limits(NEVER).neverCompared(),
                        COMPARE),
                argumentSet(
                        "and for a sweep",
                        seen(ledger(current(7)).sweep(ago(seconds(1)))).limits(NEVER),
                        COMPARE),
                argumentSet(
                        "once for a sweep that is due", seen(ledger(current(7)).sweep(ago(seconds(1)))), COMPARE),
                argumentSet("not twice", seen(ledger(current(7)).sweep(ago(minutes(2)))), settled()),
                argumentSet(
                        "a sweep that is not due yet is waited for, and all is well meanwhile",
                        seen(ledger(current(7)).sweep(in(minutes(9)))),
                        waits(minutes(9), Reason.Settled)),
                argumentSet(
                        "unless an attempt ended without a usable key",
                        seen(ledger(current(7)).sweep(in(minutes(9))).unaccounted()),
                        waits(minutes(9), Reason.Sweeping, OWED)),
                argumentSet(
                        "until it is swept",
                        seen(ledger(current(7)).sweep(ago(minutes(2))).unaccounted()),
                        settled()),
                argumentSet(
                        "an overlap says more than a sweep",
                        seen(ledger(current(7), previous(6))
                                .sweep(in(minutes(9)))
                                .unaccounted()),
                        waits(minutes(9), Reason.Overlap, "revision 6 lives on until 2026-11-25T11:00:00Z")),
                argumentSet(
                        "where the list cannot be had it is asked for again",
                        seen(ledger(current(7)))
                                .neverCompared()
                                .paced("Compare", seconds(20), Reason.ProviderUnavailable),
                        waits(seconds(20), Reason.ProviderUnavailable, "in the way")),
                argumentSet(
                        "a found key changes nothing of it",
                        seen(ledger(current(7), takenUp(9)).lastRevision(9)),
                        settled()));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void compares(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }
}
