package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.firstOfAll;
import static dev.keyturn.plan.Steps.halts;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
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

/** Why a rotation begins, and what holds it back. */
final class TriggersTest {

    private static final Duration SPREAD = Schedule.spread(days(180), Ledgers.TARGET);

    /** Published so long ago that the key is due in that time. */
    private static Keys dueIn(int revision, Duration time) {
        return current(revision).published(days(180).minus(SPREAD).minus(time));
    }

    static Stream<Arguments> triggers() {
        return Stream.of(
                argumentSet("nothing claimed the Secret: the first key is begun", unclaimed(), firstOfAll()),
                argumentSet(
                        "tokens on a resource that nothing was ever made for turn nothing",
                        unclaimed().rotate("t").exposed("x"),
                        firstOfAll()),
                argumentSet(
                        "a suspended resource gets no first key", unclaimed().suspended(), suspended()),
                argumentSet(
                        "no first key for a Secret that does not consent",
                        unclaimed().secretRefused(),
                        halts(Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "no first key without a usable account",
                        unclaimed().account(Reason.TokenMissing),
                        halts(Reason.TokenMissing, "why")),
                argumentSet(
                        "what stood in the way of a first key is not tried again at once",
                        unclaimed().paced("Begin", seconds(20), Reason.WorkspaceUnknown),
                        waits(seconds(20), Reason.WorkspaceUnknown, "in the way")),
                argumentSet(
                        "a keyring in which nothing was ever published goes on with its first key",
                        seen(ledger().rotation(Trigger.Initial, 1).attempts(1, hours(1))),
                        begin(Trigger.Initial, 1)),
                argumentSet("a key in its prime turns not", seen(ledger(current(7))), settled()),
                argumentSet(
                        "a key is due when its interval is over but for the spread",
                        seen(ledger(dueIn(7, Duration.ZERO))),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "a second before, it is not",
                        seen(ledger(dueIn(7, seconds(1)))),
                        waits(seconds(1), Reason.Settled)),
                argumentSet(
                        "an interval made shorter than the key's age turns it",
                        seen(ledger(current(7).published(days(40)))).every(days(30)),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "a token never seen turns the key at once",
                        seen(ledger(current(7))).rotate("2026-11-24"),
                        begin(Trigger.Requested, "2026-11-24", 8)),
                argumentSet(
                        "a token seen before turns nothing, however often it is restored",
                        seen(ledger(current(7)).sawRotate("2026-11-24")).rotate("2026-11-24"),
                        settled()),
                argumentSet(
                        "a token that was seen as exposed does not ask for another rotation under rotate",
                        seen(ledger(current(7)).sawExposed("leak")).rotate("leak"),
                        settled()),
                argumentSet(
                        "an exposed key in use is replaced",
                        seen(ledger(current(7).exposed())),
                        begin(Trigger.Exposure, 8)),
                argumentSet(
                        "an exposure comes before a request, and the request before the schedule",
                        seen(ledger(dueIn(7, seconds(-1)).exposed())).rotate("t"),
                        begin(Trigger.Exposure, 8)),
                argumentSet(
                        "a request comes before the schedule",
                        seen(ledger(dueIn(7, seconds(-1)))).rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "a run that has not published goes on as what it began as, due or not",
                        seen(ledger(current(7)).rotation(Trigger.Requested, 8)),
                        begin(Trigger.Requested, 8)),
                argumentSet(
                        "a token during such a run is answered by it",
                        seen(ledger(current(7)).rotation(Trigger.Schedule, 8)).rotate("t"),
                        new Step.JoinRun("t")),
                argumentSet(
                        "a ledger from a backup counts what the resource asks for as asked before",
                        seen(ledger(current(7), takenUp(9)).lastRevision(9).behind())
                                .rotate("t"),
                        new Step.CatchUp()),
                argumentSet(
                        "an owner none of whose keys serves gets a first one of his own",
                        seen(ledger(previous(7))),
                        begin(Trigger.Initial, 8)),
                argumentSet(
                        "and at once, with the means of an exposure, where an exposed one waits for it",
                        seen(ledger(previous(7).exposed())).suspended(),
                        begin(Trigger.Exposure, 8)));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void turnsWhatIsDue(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    static Stream<Arguments> holds() {
        var twoOlder = ledger(dueIn(9, seconds(-1)), previous(8), revoking(7).dyingAgainIn(hours(2)));
        return Stream.of(
                argumentSet(
                        "suspended: nothing turns on schedule",
                        seen(ledger(dueIn(7, seconds(-1)))).suspended(),
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
                                "5 keys in 24 hours are the most that the operator's configuration allows")),
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
                                "10 keys in 24 hours are the most that the operator's configuration allows")),
                argumentSet(
                        "a cap of none at all only waits",
                        seen(ledger(current(7))).rotate("t").limits(NONE_ALLOWED),
                        waits(
                                hours(1),
                                Reason.CapReached,
                                "0 keys in 24 hours are the most that the operator's configuration allows")),
                argumentSet(
                        "a failing issue backs off",
                        seen(ledger(current(7))
                                .rotation(Trigger.Schedule, 8)
                                .failed(3, Reason.ProviderUnavailable, seconds(40))),
                        waits(seconds(40), Reason.ProviderUnavailable, "3 failures in a row")),
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

    @Test
    void aForeignInstallationDoesNothing() {
        assertThat(Planner.next(new Observation.Suspect("copied"), NOW))
                .isEqualTo(halts(Reason.ForeignInstallation, "copied"));
    }
}
