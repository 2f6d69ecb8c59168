package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Steps.withinTheHour;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.WindowsSeen.TONIGHT;
import static dev.keyturn.plan.WindowsSeen.nightly;
import static dev.keyturn.plan.WindowsSeen.outside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a key turns that turns by cron and not by age. It is a Tuesday, twelve o'clock. */
final class CronTurnsTest {

    static Stream<Arguments> cron() {
        return Stream.of(
                argumentSet(
                        "a key turns at the first time after it was published",
                        byCron(hours(3), "0 10 * * *"),
                        begin(Trigger.Schedule, 8)),
                argumentSet("and not before", byCron(hours(3), "30 12 * * *"), waits(minutes(30), Reason.Settled)),
                argumentSet(
                        "one that was published just then waits for the next",
                        byCron(hours(2), "0 10 * * *"),
                        settled()),
                argumentSet("a window pushes it, too", nightly(byCron(hours(3), "0 10 * * *")), outside(TONIGHT)),
                argumentSet(
                        "of a ledger from before there were calendars it counts from now on",
                        seen(ledger(current(7).published(hours(3)))).cron("0 10 * * *"),
                        new Step.NotePolicy()));
    }

    private static Seen byCron(Duration published, String cron) {
        return seen(ledger(current(7).published(published))
                        .policy(Seen.unclaimed().cron(cron).demand(), published))
                .cron(cron);
    }

    @ParameterizedTest
    @MethodSource("cron")
    void turnsByCron(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(withinTheHour(expected));
    }
}
