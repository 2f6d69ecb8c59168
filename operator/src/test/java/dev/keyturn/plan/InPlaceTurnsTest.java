package dev.keyturn.plan;

import static dev.keyturn.plan.InPlaceLedgers.called;
import static dev.keyturn.plan.InPlaceLedgers.calm;
import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Ledgers.ofRecord;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Seen.unclaimed;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.halts;
import static dev.keyturn.plan.Steps.look;
import static dev.keyturn.plan.Steps.revoke;
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

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record whose value is replaced in place: how it begins, turns and is let go of. */
final class InPlaceTurnsTest {

    private static Step lookAfterTheCall() {
        return new Step.Look(Trigger.Rejected, Seen.FRESH, Seen.TURN, "lost");
    }

    private static Step asks(Trigger trigger, String token, int revision) {
        return new Step.Ask(trigger, token, revision, Seen.TURN);
    }

    private static Seen lookedAt(Seen seen) {
        return seen.paced("Look", minutes(9), Reason.Settled);
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                argumentSet(
                        "first it is found out how it is turned", unclaimed().ofRecord(), new Step.FindOut()),
                argumentSet(
                        "the first value is the one that the record has",
                        unclaimed().ofRecord(Way.Api),
                        look(Trigger.Initial)),
                argumentSet("over the bridge likewise", unclaimed().ofRecord(Way.Bridge), look(Trigger.Initial)),
                argumentSet(
                        "where nobody shows it a person brings it",
                        unclaimed().ofRecord(Way.Delivery),
                        new Step.Ask(Trigger.Initial, null, 1, Seen.TURN)),
                argumentSet(
                        "not for a Secret that does not consent",
                        unclaimed().ofRecord(Way.Api).secretRefused(),
                        halts(Reason.NotAdoptable, "no consent")),
                argumentSet(
                        "not without a usable account",
                        unclaimed().ofRecord(Way.Api).account(Reason.AccountNotGranted),
                        halts(Reason.AccountNotGranted, "why")),
                argumentSet(
                        "not for a suspended resource",
                        unclaimed().ofRecord(Way.Api).suspended(),
                        suspended()),
                argumentSet(
                        "a run that has begun goes on with a look",
                        seen(ledger().rotation(Trigger.Initial, 1)).ofRecord(Way.Api),
                        look(Trigger.Initial)),
                argumentSet(
                        "after a restart it is found out again", seen(calm()).ofRecord(), new Step.FindOut()),
                argumentSet(
                        "a token turns it",
                        lookedAt(seen(calm()).ofRecord(Way.Api)).rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "or has a person asked",
                        lookedAt(seen(calm()).ofRecord(Way.Bridge)).rotate("t"),
                        asks(Trigger.Requested, "t", 8)),
                argumentSet(
                        "an exposure turns it though the resource is suspended",
                        lookedAt(seen(ledger(current(7).inPlace().exposed())).ofRecord(Way.Api))
                                .suspended(),
                        begin(Trigger.Exposure, 8)));
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                argumentSet(
                        "the call that was announced is made by whoever announced it",
                        seen(called(seconds(1))).ofRecord(Way.Api).mine("lost"),
                        new Step.Issue(ofRecord(Ledgers.intent("lost", 8, seconds(1))))),
                argumentSet(
                        "after a lost answer the record is looked at, at once",
                        lookedAt(seen(called(seconds(1))).ofRecord(Way.Api)),
                        lookAfterTheCall()),
                argumentSet(
                        "and when nobody holds the intent any more likewise",
                        seen(called(hours(2))).ofRecord(Way.Api),
                        lookAfterTheCall()),
                argumentSet(
                        "no other call is made before it was found out what became of the last",
                        seen(called(hours(2))).ofRecord(Way.Api).paced("Look lost", seconds(2), Reason.Issuing),
                        waits(seconds(2), Reason.Issuing, "in the way")),
                argumentSet(
                        "a value that was turned is published though the resource is suspended by now",
                        seen(ledger(current(7).inPlace(), issued(8).inPlace()).rotation(Trigger.Requested, 8))
                                .ofRecord(Way.Api)
                                .suspended(),
                        verify(issued(8).inPlace())),
                argumentSet(
                        "and though the account refuses its token",
                        seen(ledger(current(7).inPlace(), issued(8).inPlace()).rotation(Trigger.Requested, 8))
                                .ofRecord(Way.Api)
                                .account(Reason.AccountUnauthorized),
                        verify(issued(8).inPlace())),
                argumentSet(
                        "but not where the grant was withdrawn",
                        seen(ledger(current(7).inPlace(), issued(8).inPlace()).rotation(Trigger.Requested, 8))
                                .ofRecord(Way.Api)
                                .account(Reason.AccountNotGranted),
                        waits(hours(1), Reason.AccountNotGranted, "why")),
                argumentSet(
                        "what a person was asked for is looked for over the bridge",
                        seen(calm().rotation(Trigger.Requested, 8).asked(hours(1)))
                                .ofRecord(Way.Bridge),
                        look(Trigger.Rejected)),
                argumentSet(
                        "whoever does not do it is reminded",
                        seen(calm().rotation(Trigger.Requested, 8).asked(days(8)))
                                .ofRecord(Way.Bridge),
                        new Step.Remind()),
                argumentSet(
                        "where nobody shows it, its delivery is waited for",
                        lookedAt(seen(calm().rotation(Trigger.Requested, 8).asked(hours(1)))
                                .ofRecord(Way.Delivery)),
                        waits(minutes(9), Reason.AwaitingDelivery, "a new value is to be handed in")),
                argumentSet(
                        "nobody waits for a person where the API turns it by now",
                        seen(calm().rotation(Trigger.Requested, 8).asked(hours(1)))
                                .ofRecord(Way.Api),
                        begin(Trigger.Requested, 8)));
    }

    static Stream<Arguments> calm_and_ends() {
        return Stream.of(
                argumentSet(
                        "now and then it is looked at whether somebody else has turned it",
                        seen(calm()).ofRecord(Way.Api),
                        look(Trigger.Rejected)),
                argumentSet(
                        "and else nothing is done, nor is any list compared",
                        lookedAt(seen(calm()).ofRecord(Way.Api)).neverCompared(),
                        waits(minutes(9), Reason.Settled)),
                argumentSet(
                        "a key of its own that is left from before is compared",
                        lookedAt(seen(ledger(previous(6), current(7).inPlace())).ofRecord(Way.Api))
                                .neverCompared(),
                        new Step.Compare()),
                argumentSet(
                        "what was replaced is proved dead at once, without overlap",
                        lookedAt(seen(ledger(revoking(6).inPlace(), current(7).inPlace()))
                                .ofRecord(Way.Api)),
                        revoke(revoking(6).inPlace(), current(7).inPlace())),
                argumentSet(
                        "the last value of a record is left alive",
                        seen(ledger(revoking(6).inPlace(), current(7))),
                        new Step.Leave(revoking(6).inPlace().done())),
                argumentSet(
                        "one that was refused when it was new waits for the next",
                        lookedAt(seen(ledger(current(7).inPlace(), setAside(8).inPlace()))
                                .ofRecord(Way.Api)),
                        waits(minutes(9), Reason.Settled)));
    }

    @ParameterizedTest
    @MethodSource({"beginnings", "runs", "calm_and_ends"})
    void plans(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void afterADeletionOlderValuesAreProvedDeadByTheLastAndThatIsLeftAlive() {
        var released = ledger(revoking(6).inPlace(), revoking(7).inPlace().issued(hours(1)))
                .released(hours(2))
                .sink(null);
        var last = ledger(revoking(7).inPlace()).released(hours(2)).sink(null);

        assertThat(Planner.next(seen(released).orphaned(true, false), NOW))
                .isEqualTo(revoke(revoking(6).inPlace(), revoking(7).inPlace().issued(hours(1))));
        assertThat(Planner.next(seen(last).orphaned(true, false), NOW))
                .isEqualTo(new Step.Leave(revoking(7).inPlace().done()));
    }
}
