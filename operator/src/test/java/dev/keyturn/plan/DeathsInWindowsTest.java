package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.previous;
import static dev.keyturn.plan.Keys.setAside;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.condemn;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Steps.withinTheHour;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.WindowsSeen.denied;
import static dev.keyturn.plan.WindowsSeen.nightly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Window.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The deaths that windows hold back, and those that they do not. It is a Tuesday, twelve o'clock. */
final class DeathsInWindowsTest {

    private static Turn turn(int revision, Trigger trigger) {
        return new Turn(revision, trigger, ago(hours(2)), ago(hours(1)), null);
    }

    private static Ledgers replacedBy(Trigger trigger, Keys old) {
        return ledger(current(7), old).history(turn(7, trigger));
    }

    static Stream<Arguments> deaths() {
        var denial = waits(
                hours(1),
                Reason.OutsideWindow,
                "revision 6 does not die in a Deny window; this one is over at 2026-11-24T13:00:00Z");
        return Stream.of(
                argumentSet(
                        "what gave way by schedule does not die in a Deny window",
                        denied(seen(replacedBy(Trigger.Schedule, previous(6)))).overlap(minutes(30)),
                        denial),
                argumentSet(
                        "nor where nobody knows any more why it gave way",
                        denied(seen(ledger(current(7), previous(6)))).overlap(minutes(30)),
                        denial),
                argumentSet(
                        "one that began after its time had come holds it as well",
                        seen(replacedBy(Trigger.Schedule, previous(6)))
                                .window(Kind.Deny, "45 11 * * *", hours(1))
                                .overlap(minutes(30)),
                        waits(
                                minutes(45),
                                Reason.OutsideWindow,
                                "revision 6 does not die in a Deny window; this one is over at 2026-11-24T12:45:00Z")),
                argumentSet(
                        "what gave way to a request does",
                        denied(seen(replacedBy(Trigger.Requested, previous(6)))).overlap(minutes(30)),
                        condemn(previous(6))),
                argumentSet(
                        "what was exposed does",
                        denied(seen(replacedBy(Trigger.Schedule, previous(6).exposed()))),
                        condemn(previous(6).exposed())),
                argumentSet(
                        "what was refused when it was new does",
                        denied(seen(replacedBy(Trigger.Schedule, setAside(6)))),
                        condemn(setAside(6))),
                argumentSet(
                        "an Allow window that is not open holds no death",
                        nightly(seen(replacedBy(Trigger.Schedule, previous(6)))).overlap(minutes(30)),
                        condemn(previous(6))),
                argumentSet(
                        "an overlap that ends in a Deny window lasts until that is over",
                        seen(replacedBy(Trigger.Schedule, previous(6)))
                                .window(Kind.Deny, "0 13 * * *", hours(3))
                                .overlap(hours(3)),
                        waits(hours(4), Reason.Overlap, "revision 6 lives on until 2026-11-24T16:00:00Z")),
                argumentSet(
                        "a Deny window of another day holds nothing",
                        seen(replacedBy(Trigger.Schedule, previous(6)))
                                .window(Kind.Deny, "0 11 20 12 *", days(14))
                                .overlap(minutes(30)),
                        condemn(previous(6))));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void holdsDeaths(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(withinTheHour(expected));
    }

    /** Between decision and death the resource is read again; it is asked by the same rule. */
    @ParameterizedTest
    @MethodSource("deaths")
    void holdsThemAtTheLastLookAsWell(Seen seen, Step expected) {
        var ledger = seen.ledger();

        var due = Deaths.due(ledger, ledger.keys(), seen.demand(), NOW);

        assertThat(due).isEqualTo(expected instanceof Step.Condemn(var keys) ? keys : List.<Key>of());
    }
}
