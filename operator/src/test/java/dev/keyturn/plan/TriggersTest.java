package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.firstOfAll;
import static dev.keyturn.plan.Steps.halts;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.suspended;
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
                        unclaimed().paced("Begin Initial", seconds(20), Reason.WorkspaceUnknown),
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
                        "also where what stood in the way of a request is not tried again yet",
                        seen(ledger(current(7).exposed()))
                                .rotate("t")
                                .paced("Begin Requested", minutes(5), Reason.ProviderUnavailable),
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
                        "one that has published, though no ledger says so, does not answer it",
                        seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))
                                .secret(SinkViews.holding(8))
                                .rotate("t"),
                        Steps.verify(issued(8))),
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

    @Test
    void aForeignInstallationDoesNothing() {
        assertThat(Planner.next(new Observation.Suspect("copied"), NOW))
                .isEqualTo(halts(Reason.ForeignInstallation, "copied"));
    }
}
