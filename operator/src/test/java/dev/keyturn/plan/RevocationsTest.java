package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.revoking;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.SinkViews.holding;
import static dev.keyturn.plan.Steps.publish;
import static dev.keyturn.plan.Steps.revoke;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.in;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is called next of what was condemned, and with what as its proof. */
final class RevocationsTest {

    private static final Place ELSEWHERE = new Place("acct-2", "other", "staging", "wksp_1");

    static Stream<Arguments> revoked() {
        return Stream.of(
                argumentSet(
                        "with the current key as the control",
                        seen(ledger(current(7), revoking(6))),
                        revoke(revoking(6), current(7))),
                argumentSet(
                        "by the list, where the control is asked by another route",
                        seen(ledger(current(7), revoking(6).at(ELSEWHERE))),
                        revoke(revoking(6).at(ELSEWHERE))),
                argumentSet(
                        "exposed ones first, then older ones",
                        seen(ledger(
                                current(9),
                                revoking(6),
                                revoking(7),
                                revoking(8).exposed())),
                        revoke(revoking(8).exposed(), current(9))),
                argumentSet(
                        "one that will not die does not hold up the next",
                        seen(ledger(current(8), revoking(6).dyingAgainIn(minutes(5)), revoking(7))),
                        revoke(revoking(7), current(8))),
                argumentSet(
                        "nor does one that is being proved",
                        seen(ledger(current(8), revoking(6), revoking(7)))
                                .paced("Revoke r6", seconds(3), Reason.Proving),
                        revoke(revoking(7), current(8))),
                argumentSet(
                        "one that will not die is tried with a slowing rhythm",
                        seen(ledger(current(7), revoking(6).dyingAgainIn(minutes(5)))),
                        waits(
                                minutes(5),
                                Reason.RevocationUnproved,
                                "revision 6 was revoked and is not proved dead: the provider neither refuses it nor lists it as deleted; "
                                        + "3 failures in a row")),
                argumentSet(
                        "suspended or not: it is doomed",
                        seen(ledger(current(7), revoking(6))).suspended(),
                        revoke(revoking(6), current(7))),
                argumentSet(
                        "whatever the account is like",
                        seen(ledger(current(7), revoking(6))).account(Reason.AccountNotGranted),
                        revoke(revoking(6), current(7))),
                argumentSet(
                        "not while the Secret holds its value, which is put right first",
                        seen(ledger(current(7), revoking(6))).secret(holding(6)),
                        publish(current(7))),
                argumentSet(
                        "nor in the pause before that",
                        seen(ledger(current(7), revoking(6))
                                        .sink(Ledgers.sinkOf(
                                                current(7).published(seconds(4)).done())))
                                .secret(holding(6)),
                        waits(seconds(6), Reason.Publishing, "the Secret differs and is put right in a moment")),
                argumentSet(
                        "nor while its new owner has nothing to put in its place",
                        seen(ledger(revoking(7))).secret(holding(7)).suspended(),
                        waits(hours(1), Reason.Suspended, Steps.SUSPENDED)),
                argumentSet(
                        "but an exposed one does not wait",
                        seen(ledger(revoking(7).exposed()).attempts(10, hours(2)))
                                .secret(holding(7)),
                        revoke(revoking(7).exposed())));
    }

    @ParameterizedTest
    @MethodSource("revoked")
    void revokesWhatIsCondemned(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void aStrangersKeysAreCalledAfterTheDelay() {
        var waiting = new Failures(0, null, null, in(minutes(50)));

        assertThat(seen(ledger(current(7), revoking(6).death(waiting))).next())
                .isEqualTo(
                        waits(
                                minutes(50),
                                Reason.Revoking,
                                "revision 6 is revoked at 2026-11-24T12:50:00Z, after the delay that forgives a deletion by mistake"));
    }

    @Test
    void anUnusableSpecKeepsNothingCondemnedAlive() {
        var seen = seen(ledger(current(7).published(hours(48)), previous(6), revoking(5)));

        assertThat(Planner.next(seen.unusable(), NOW))
                .isEqualTo(revoke(revoking(5), current(7).published(hours(48))));
    }
}
