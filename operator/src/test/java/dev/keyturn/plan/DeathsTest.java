package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Keys.takenUp;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.condemn;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.waits;
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

/** When a key may die, and which may together. */
final class DeathsTest {

    private static final String NOTHING_DIES = "spec.suspend is true: nothing dies";

    private static Keys replaced(int revision, Duration before) {
        return previous(revision).replaced(before);
    }

    static Stream<Arguments> condemned() {
        return Stream.of(
                argumentSet(
                        "a replaced key lives for its overlap",
                        seen(ledger(current(7).published(minutes(1410)), replaced(6, minutes(1410)))),
                        waits(minutes(30), Reason.Overlap, "revision 6 lives on until 2026-11-24T12:30:00Z")),
                argumentSet(
                        "and then may die",
                        seen(ledger(current(7).published(hours(24)), replaced(6, hours(24)))),
                        condemn(replaced(6, hours(24)))),
                argumentSet(
                        "without overlap at once",
                        seen(ledger(current(7), previous(6))).overlap(Duration.ZERO),
                        condemn(previous(6))),
                argumentSet(
                        "an exposed one has none",
                        seen(ledger(current(7), previous(6).exposed())),
                        condemn(previous(6).exposed())),
                argumentSet(
                        "one that was set aside neither, once a successor was read back",
                        seen(ledger(current(8), setAside(8))),
                        condemn(setAside(8))),
                argumentSet(
                        "one that was set aside for a revision not yet published waits",
                        seen(ledger(current(7), setAside(8))),
                        settled()),
                argumentSet(
                        "one that was found has an overlap from then on",
                        seen(ledger(current(7), takenUp(7))).overlap(minutes(90)),
                        waits(minutes(30), Reason.Overlap, "revision 7 lives on until 2026-11-24T12:30:00Z")),
                argumentSet(
                        "and dies like others",
                        seen(ledger(current(7), takenUp(7))).overlap(hours(1)),
                        condemn(takenUp(7))),
                argumentSet(
                        "one that was found of a later revision than the current waits for a successor",
                        seen(ledger(current(7), takenUp(9)).lastRevision(9)).overlap(Duration.ZERO),
                        settled()),
                argumentSet(
                        "the overlap counts from the first successor, not from the last",
                        seen(ledger(
                                current(8).published(hours(1)),
                                replaced(7, hours(1)).published(hours(30)),
                                replaced(6, hours(30)))),
                        condemn(replaced(6, hours(30)))),
                argumentSet(
                        "all whose time has come are asked about together, oldest first",
                        seen(ledger(
                                current(9),
                                replaced(8, hours(1)).exposed(),
                                replaced(7, hours(30)).exposed())),
                        condemn(
                                replaced(7, hours(30)).exposed(),
                                replaced(8, hours(1)).exposed())),
                argumentSet(
                        "suspended: nothing dies",
                        seen(ledger(current(7), previous(6)))
                                .overlap(Duration.ZERO)
                                .suspended(),
                        waits(hours(1), Reason.Suspended, NOTHING_DIES)),
                argumentSet(
                        "suspended: what was exposed dies",
                        seen(ledger(current(7), previous(6).exposed())).suspended(),
                        condemn(previous(6).exposed())),
                argumentSet(
                        "without a successor nothing dies, exposed or not",
                        seen(ledger(previous(6).exposed()).attempts(10, hours(2))),
                        waits(
                                hours(1),
                                Reason.CapReached,
                                "the operator's configuration allows 10 new keys in 24 hours, and no more")),
                argumentSet(
                        "what held it is asked about anew once it is exposed",
                        seen(ledger(current(7), previous(6).exposed()))
                                .overlap(Duration.ZERO)
                                .paced("Condemn r6", minutes(5), Reason.WaitingForConsumers),
                        condemn(previous(6).exposed())),
                argumentSet(
                        "not while another publication is what is written down: the gate would count from that one",
                        seen(ledger(current(7), previous(6))
                                        .sink(Ledgers.sinkOf(previous(6).done())))
                                .overlap(Duration.ZERO)
                                .paced("Publish r7", minutes(5), Reason.MissingPermission),
                        waits(minutes(5), Reason.MissingPermission, "in the way")),
                argumentSet(
                        "while a pod holds it, it is looked at again in a moment",
                        seen(ledger(current(7), previous(6)))
                                .overlap(Duration.ZERO)
                                .paced("Condemn r6", seconds(10), Reason.WaitingForConsumers),
                        waits(seconds(10), Reason.WaitingForConsumers, "in the way")));
    }

    @ParameterizedTest
    @MethodSource("condemned")
    void condemnsWhatMayDie(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(expected);
    }

    @Test
    void anExposedKeysSuccessorIsBegunBeforeAnythingDies() {
        assertThat(seen(ledger(current(7).exposed(), previous(6).exposed())).next())
                .isEqualTo(begin(Trigger.Exposure, 8));
    }
}
