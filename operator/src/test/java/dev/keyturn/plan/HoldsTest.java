package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a rotation back: suspension, accounts, caps, backoff, older keys, a provider that refuses new ones. */
final class HoldsTest {

    private static final Duration SPREAD = Schedule.spread(days(180), Ledgers.TARGET);

    /** Published so long ago that the key was due a second ago. */
    private static Keys due(int revision) {
        return current(revision).published(days(180).minus(SPREAD).plusSeconds(1));
    }

    static Stream<Arguments> holds() {
        var twoOlder = ledger(due(9), previous(8), revoking(7).dyingAgainIn(hours(2)));
        return Stream.of(
                argumentSet(
                        "suspended: nothing turns on schedule",
                        seen(ledger(due(7))).suspended(),
                        suspended()),
                argumentSet(
                        "suspended: nothing turns on request",
                        seen(ledger(current(7))).rotate("t").suspended(),
                        suspended()),
                argumentSet(
                        "suspended: an exposure turns all the same",
                        seen(ledger(current(7).exposed())).suspended(),
                        begin(Trigger.Exposure, 8)),
                argumentSet(
                        "suspended: a new key in hand waits",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .suspended(),
                        suspended()),
                argumentSet(
                        "suspended: a new key in hand for an exposure does not",
                        seen(ledger(current(7).exposed(), issued(8)).rotation(Trigger.Exposure, 8))
                                .suspended(),
                        verify(issued(8))),
                argumentSet(
                        "nothing is begun with an account that cannot be used",
                        seen(ledger(current(7))).rotate("t").account(Reason.AccountUnauthorized),
                        waits(hours(1), Reason.AccountUnauthorized, "why")),
                argumentSet(
                        "nothing is begun for a Secret that must not be written",
                        seen(ledger(current(7))).rotate("t").secretRefused(),
                        waits(hours(1), Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "the fifth attempt of a day is allowed",
                        seen(ledger(current(7)).attempts(4, hours(2))).rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "the sixth waits until the first is a day old",
                        seen(ledger(current(7)).attempts(5, hours(2)))
                                .rotate("t")
                                .compared(minutes(1)),
                        waits(
                                hours(1),
                                Reason.CapReached,
                                "the operator's configuration allows 5 new keys in 24 hours, and no more")),
                argumentSet(
                        "and then goes on",
                        seen(ledger(current(7)).attempts(5, hours(24))).rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "an exposure may have ten",
                        seen(ledger(current(7).exposed()).attempts(9, hours(2))),
                        begin(Trigger.Exposure, 8)),
                argumentSet(
                        "and no more",
                        seen(ledger(current(7).exposed()).attempts(10, hours(23).plusMinutes(30))),
                        waits(
                                minutes(30),
                                Reason.CapReached,
                                "the operator's configuration allows 10 new keys in 24 hours, and no more")),
                argumentSet(
                        "a cap of none at all only waits",
                        seen(ledger(current(7))).rotate("t").limits(NONE_ALLOWED),
                        waits(
                                hours(1),
                                Reason.CapReached,
                                "the operator's configuration allows 0 new keys in 24 hours, and no more")),
                argumentSet(
                        "a failing issue backs off",
                        seen(ledger(current(7))
                                .rotation(Trigger.Schedule, 8)
                                .failed(3, Reason.ProviderUnavailable, seconds(40))),
                        waits(
                                seconds(40),
                                Reason.ProviderUnavailable,
                                "the provider cannot be reached or fails; 3 failures in a row")),
                argumentSet(
                        "until its time is over",
                        seen(ledger(current(7))
                                .rotation(Trigger.Schedule, 8)
                                .failed(3, Reason.ProviderUnavailable, Duration.ZERO)),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "a scheduled rotation waits while two older published keys live",
                        seen(twoOlder).overlap(days(90)),
                        waits(
                                hours(1),
                                Reason.WaitingForConsumers,
                                "two older keys still live; the next scheduled rotation waits for the death of one")),
                argumentSet(
                        "a request does not",
                        seen(twoOlder).overlap(days(90)).rotate("t"),
                        begin(Trigger.Requested, "t", 10)),
                argumentSet(
                        "one key set aside: another attempt at once",
                        seen(ledger(current(7), setAside(8))
                                .rotation(Trigger.Schedule, 8)
                                .refusedInARow(1)),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "two in a row: nothing more is issued, the younger of them is asked about again",
                        seen(ledger(
                                        current(7),
                                        setAside(8).issued(minutes(20)),
                                        setAside(8).attempt("younger"))
                                .rotation(Trigger.Schedule, 8)
                                .refusedInARow(2)),
                        verify(setAside(8).attempt("younger"))),
                argumentSet(
                        "nor for an exposure",
                        seen(ledger(current(7).exposed(), setAside(8))
                                .rotation(Trigger.Exposure, 8)
                                .refusedInARow(2)),
                        verify(setAside(8))),
                argumentSet(
                        "when none of them is left, it goes on",
                        seen(ledger(current(7)).rotation(Trigger.Schedule, 8).refusedInARow(2)),
                        begin(Trigger.Schedule, 8)));
    }

    private static final Limits NONE_ALLOWED = new Limits(hours(1), 0, 0, hours(24), days(7), hours(1), hours(1));

    @ParameterizedTest
    @MethodSource("holds")
    void holdsWhatMustWait(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }
}
