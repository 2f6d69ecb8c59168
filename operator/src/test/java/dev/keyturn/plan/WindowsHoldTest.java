package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Steps.verify;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Steps.withinTheHour;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static dev.keyturn.plan.WindowsSeen.TONIGHT;
import static dev.keyturn.plan.WindowsSeen.denied;
import static dev.keyturn.plan.WindowsSeen.nightly;
import static dev.keyturn.plan.WindowsSeen.outside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Window.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The turns that windows hold back, and those that they do not. It is a Tuesday, twelve o'clock. */
final class WindowsHoldTest {

    private static final Duration SPREAD = Schedule.spread(days(180), Ledgers.TARGET);

    /** Published so long ago that the key was due so long ago. */
    private static Keys due(Duration before) {
        return current(7).published(days(180).minus(SPREAD).plus(before));
    }

    private static Seen atNoon(Seen seen) {
        return seen.window(Kind.Allow, "30 11 * * *", hours(1));
    }

    static Stream<Arguments> turns() {
        var deniedUntil = NOW.plus(hours(1)).plus(Share.of(Ledgers.TARGET).of(hours(12)));
        return Stream.of(
                argumentSet(
                        "a key that is not due says nothing of windows",
                        nightly(seen(ledger(due(minutes(-20))))),
                        waits(minutes(20), Reason.Settled)),
                argumentSet(
                        "one that is due waits for the window, and for its place in it",
                        nightly(seen(ledger(due(minutes(20))))),
                        outside(TONIGHT)),
                argumentSet(
                        "inside of one it turns", atNoon(seen(ledger(due(seconds(1))))), begin(Trigger.Schedule, 8)),
                argumentSet(
                        "inside of one of several",
                        nightly(atNoon(seen(ledger(due(seconds(1)))))),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "a Deny inside of it comes first",
                        atNoon(seen(ledger(due(seconds(1)))).window(Kind.Deny, "0 11 24 11 *", hours(2))),
                        outside(Instant.parse("2026-11-25T11:30:00Z")
                                .plus(Share.of(Ledgers.TARGET).of(minutes(30))))),
                argumentSet(
                        "a Deny alone is waited for, and what it held does not turn at once",
                        denied(seen(ledger(due(seconds(1))))),
                        outside(deniedUntil)),
                argumentSet(
                        "where the window was missed, the next one counts",
                        nightly(seen(ledger(due(hours(20))))),
                        outside(TONIGHT)),
                argumentSet(
                        "a request waits for no window",
                        nightly(seen(ledger(current(7)))).rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "nor for a Deny",
                        denied(seen(ledger(current(7)))).rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "an exposure waits for nothing of it",
                        denied(nightly(seen(ledger(current(7).exposed())))),
                        begin(Trigger.Exposure, 8)),
                argumentSet(
                        "a first key neither",
                        denied(nightly(
                                seen(ledger().rotation(Trigger.Initial, 1).attempts(1, hours(1))))),
                        begin(Trigger.Initial, 1)),
                argumentSet(
                        "a run on schedule that has made nothing yet waits outside its window",
                        nightly(seen(ledger(current(7)).rotation(Trigger.Schedule, 8))),
                        outside(TONIGHT)),
                argumentSet(
                        "inside of it it goes on",
                        atNoon(seen(ledger(current(7)).rotation(Trigger.Schedule, 8))),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "one that was asked for goes on",
                        nightly(seen(ledger(current(7)).rotation(Trigger.Requested, 8))),
                        begin(Trigger.Requested, 8)),
                argumentSet(
                        "a key in hand waits to be published",
                        nightly(seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8))),
                        outside(TONIGHT)),
                argumentSet(
                        "unless it was asked for",
                        nightly(seen(ledger(current(7), issued(8)).rotation(Trigger.Requested, 8))),
                        verify(issued(8))),
                argumentSet(
                        "or it is asked for by now",
                        nightly(seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8)))
                                .rotate("t"),
                        new Step.JoinRun("t")),
                argumentSet(
                        "or is the living value of a record, whose old one is dead",
                        nightly(seen(ledger(current(7).inPlace(), issued(8).inPlace())
                                        .rotation(Trigger.Schedule, 8)))
                                .ofRecord(Way.Api),
                        verify(issued(8).inPlace())),
                argumentSet(
                        "or a person brought it",
                        nightly(seen(ledger(current(7).byHand(), issued(8).byHand())
                                        .rotation(Trigger.Schedule, 8)))
                                .byHand(new DeliveryView.Absent()),
                        verify(issued(8).byHand())),
                argumentSet(
                        "a person is asked inside the window",
                        nightly(seen(ledger(due(minutes(20)).byHand()))).byHand(new DeliveryView.Absent()),
                        outside(TONIGHT)),
                argumentSet(
                        "what a person was asked for is taken in whenever it comes",
                        nightly(seen(ledger(current(7).byHand())
                                        .rotation(Trigger.Schedule, 8)
                                        .asked(hours(1))))
                                .byHand(new DeliveryView.Filled("new")),
                        new Step.Accept(Seen.FRESH, "new")),
                argumentSet(
                        "no window holds a turn until the key ends by itself",
                        seen(ledger(current(7).issued(days(90)).expires(days(8))))
                                .window(Kind.Allow, "0 2 10 12 *", hours(3)),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "suspended comes first",
                        nightly(seen(ledger(due(minutes(20))))).suspended(),
                        suspended()));
    }

    @ParameterizedTest
    @MethodSource("turns")
    void holdsTurnsOnSchedule(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(withinTheHour(expected));
    }

    /** Whoever asks while it waits has it at once. */
    @Test
    void aRunThatARequestJoinsWaitsForNoWindow() {
        var waiting = nightly(seen(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8)));

        var after = waiting.after(new Step.JoinRun("t"), new Outcome.Done());

        assertThat(after.rotation()).isEqualTo(new Rotation("run-1", Trigger.Requested, "t", 8, ago(seconds(60)), 1));
        assertThat(after.requests()).singleElement().returns("t", Request::token);
    }

    @Test
    void aRunThatWasBegunForSomethingElseIsNotChangedByARequest() {
        var running = seen(ledger(current(7).exposed()).rotation(Trigger.Exposure, 8));

        var after = running.after(new Step.JoinRun("t"), new Outcome.Done());

        assertThat(after.rotation()).isEqualTo(running.ledger().rotation());
    }
}
