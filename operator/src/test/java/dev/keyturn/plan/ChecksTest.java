package dev.keyturn.plan;

import static dev.keyturn.plan.Keys.current;
import static dev.keyturn.plan.Ledgers.TARGET;
import static dev.keyturn.plan.Ledgers.ledger;
import static dev.keyturn.plan.Seen.seen;
import static dev.keyturn.plan.Steps.begin;
import static dev.keyturn.plan.Steps.settled;
import static dev.keyturn.plan.Steps.suspended;
import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When the value in use is asked about, and what follows where it was ended by somebody else. */
final class ChecksTest {

    private static final Duration SINCE =
            Duration.between(Checks.slot(TARGET, hours(24), NOW), NOW).plusSeconds(1);
    private static final Limits NEVER = new Limits(hours(1), 5, 10, Duration.ZERO, days(7), hours(1), hours(1));

    static Stream<Arguments> checks() {
        var key = current(7).published(days(9));
        return Stream.of(
                argumentSet(
                        "its instant has come since the last check",
                        seen(ledger(key)).checked(SINCE),
                        new Step.Check(key.done())),
                argumentSet("it was checked since", seen(ledger(key)), settled()),
                argumentSet(
                        "it was published since, which took proofs",
                        seen(ledger(current(7).published(hours(0)))).checked(SINCE),
                        settled()),
                argumentSet(
                        "never, where the configuration says so",
                        seen(ledger(key)).limits(NEVER).checked(SINCE),
                        settled()),
                argumentSet(
                        "it was ended: another one is made",
                        seen(ledger(key)).rejected("r7"),
                        begin(Trigger.Rejected, 8)),
                argumentSet(
                        "but not while nothing turns",
                        seen(ledger(key)).rejected("r7").suspended(),
                        suspended()),
                argumentSet(
                        "another one than that which is in use was",
                        seen(ledger(key)).rejected("r6"),
                        settled()));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void checks(Seen seen, Step expected) {
        assertThat(Planner.next(seen.observation(), NOW)).isEqualTo(expected);
    }

    @Test
    void a_fleet_is_asked_about_evenly_and_each_target_always_at_its_own_instant() {
        var target = new Target("shop", "secret-1");
        var slot = Checks.slot(target, hours(24), NOW);
        var hours = IntStream.range(0, 1_000)
                .mapToObj(i -> Checks.slot(new Target("shop", "secret-" + i), hours(24), NOW))
                .map(at -> Duration.between(at, NOW).toHours())
                .distinct();

        assertThat(hours.count()).isEqualTo(24);
        assertThat(slot).isBetween(NOW.minus(hours(24)), NOW);
        assertThat(Checks.slot(target, hours(24), slot.plus(hours(23)))).isEqualTo(slot);
        assertThat(Checks.slot(target, hours(24), slot.plus(hours(24)))).isEqualTo(slot.plus(hours(24)));
    }

    @Test
    void a_run_that_heals_is_told_from_others() {
        assertThat(Checks.heals(ledger(current(7)).rotation(Trigger.Rejected, 8).done()))
                .isTrue();
        assertThat(Checks.heals(ledger(current(7)).rotation(Trigger.Schedule, 8).done()))
                .isFalse();
        assertThat(Checks.heals(ledger(current(7)).rotation(Trigger.Rejected, 7).done()))
                .isFalse();
    }
}
