package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Keys.issued;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.waits;
import static dev.keyturn.plan.Steps.withinTheHour;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that is changed moves the next turn; a key that is older than it allows turns, and no fleet turns at once. */
final class PolicyTest {

    private static final Duration SPREAD = Schedule.spread(days(30), Ledgers.TARGET);

    private static Seen monthly(Ledgers ledger) {
        return seen(ledger).every(days(30));
    }

    private static Demand everyMonth() {
        return Seen.unclaimed().every(days(30)).demand();
    }

    private static Demand halfYearly() {
        return Seen.unclaimed().demand();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                argumentSet(
                        "what makes a key due is written down before anything goes by it",
                        monthly(ledger(current(7).published(days(40))).policy(halfYearly(), days(40))),
                        new Step.NotePolicy()),
                argumentSet(
                        "a longer one as well",
                        seen(ledger(current(7)).policy(everyMonth(), days(40))),
                        new Step.NotePolicy()),
                argumentSet(
                        "a key older than the new policy waits for its place in the fleet",
                        monthly(ledger(current(7).published(days(40))).policy(everyMonth(), Duration.ZERO)),
                        waits(SPREAD, Reason.Settled)),
                argumentSet(
                        "and then turns",
                        monthly(ledger(current(7).published(days(40))).policy(everyMonth(), SPREAD)),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "a younger one turns at its age",
                        monthly(ledger(current(7).published(days(30).minus(SPREAD)))
                                .policy(everyMonth(), seconds(1))),
                        begin(Trigger.Schedule, 8)),
                argumentSet(
                        "times before anybody asked for them are not made up for",
                        seen(ledger(current(7).published(days(2)))
                                        .policy(
                                                Seen.unclaimed()
                                                        .cron("0 10 * * *")
                                                        .demand(),
                                                minutes(10)))
                                .cron("0 10 * * *"),
                        settled()),
                argumentSet(
                        "a request does not wait for its place",
                        monthly(ledger(current(7).published(days(40))).policy(everyMonth(), Duration.ZERO))
                                .rotate("t"),
                        begin(Trigger.Requested, "t", 8)),
                argumentSet(
                        "a ledger that knows no policy goes by the one that there is",
                        monthly(ledger(current(7).published(days(40)))),
                        begin(Trigger.Schedule, 8)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void movesTheNextTurn(Seen seen, Step expected) {
        assertThat(seen.next()).isEqualTo(withinTheHour(expected));
    }

    @Test
    void aPolicyIsNotedOnce() {
        var row = monthly(ledger(current(7).published(days(40))).policy(halfYearly(), days(40)));

        var after = row.after(new Step.NotePolicy(), new Outcome.Done());

        assertThat(after.policy()).isEqualTo(Policy.of(everyMonth(), NOW));
        assertThat(Schedule.changed(after, everyMonth())).isEmpty();
    }

    @Test
    void thatAKeyIsPublishedSaysByWhichPolicyItTurns() {
        var row = monthly(ledger(current(7), issued(8)).rotation(Trigger.Schedule, 8));

        var after = row.after(
                new Step.Publish(issued(8).done()), new Outcome.Published(NOW, false, List.of(), List.of(), List.of()));

        assertThat(after.policy()).isEqualTo(Policy.of(everyMonth(), NOW));
    }

    @Test
    void cronIsPartOfAPolicyAndWindowsAreNot() {
        var nightly = Seen.unclaimed().window(Window.Kind.Allow, "0 2 * * *", hours(3));

        assertThat(Stream.of(
                                Seen.unclaimed(),
                                Seen.unclaimed().cron("0 2 * * *"),
                                Seen.unclaimed().cron("0 3 * * *"))
                        .map(seen -> Policy.of(seen.demand(), NOW).digest()))
                .doesNotHaveDuplicates();
        assertThat(Policy.of(nightly.demand(), NOW))
                .isEqualTo(Policy.of(Seen.unclaimed().demand(), NOW));
    }
}
