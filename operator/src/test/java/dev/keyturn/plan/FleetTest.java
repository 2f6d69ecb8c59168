package dev.keyturn.plan;

import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A thousand credentials with one policy, made within a minute, for two years of turns. */
final class FleetTest {

    private static final int SIZE = 1_000;
    private static final Instant BEGIN = Instant.parse("2026-01-07T13:20:00Z");
    private static final Instant END = BEGIN.plus(days(730));

    @Test
    void noHourHasTwiceItsPartOfTheSpread() {
        var hours = perUnit(turns(Calendar.NONE), hours(1));

        // Half a year apart: in two years each turns four times, and each time the spread is twelve hours wide.
        assertThat(hours.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4 * SIZE);
        assertThat(hours.values()).allSatisfy(turns -> assertThat(turns).isLessThan(2 * SIZE / 12));
    }

    @Test
    void noMinuteOfANightlyWindowHasFiveTimesItsPart() {
        var nightly = new Calendar(Optional.empty(), new Windows(List.of(allow("0 2 * * *", hours(3)))));

        var turns = turns(nightly);

        assertThat(turns)
                .hasSize(4 * SIZE)
                .allSatisfy(
                        at -> assertThat(at.atZone(ZoneOffset.UTC).getHour()).isBetween(2, 4));
        assertThat(perUnit(turns, Duration.ofMinutes(1)).values())
                .allSatisfy(minute -> assertThat(minute).isLessThan(5 * SIZE / 180));
    }

    @Test
    void whatADenyHeldDoesNotTurnInTheHourAfterIt() {
        // The whole first turn of the fleet falls into it.
        var freeze = new Window(Window.Kind.Deny, cron("0 0 1 7 *"), days(14));
        var turns = turns(new Calendar(Optional.empty(), new Windows(List.of(freeze))));

        var first = turns.stream().sorted().limit(SIZE).toList();

        assertThat(first.getFirst()).isAfterOrEqualTo("2026-07-15T00:00:00Z");
        assertThat(first.getLast()).isBeforeOrEqualTo("2026-07-15T12:00:00Z");
        assertThat(perUnit(first, hours(1)).values())
                .allSatisfy(hour -> assertThat(hour).isLessThan(2 * SIZE / 12));
    }

    @Test
    void aFleetWhosePolicyIsShortenedTurnsSpread() {
        var demand = demand(0, Calendar.NONE, days(30));
        var changed = BEGIN.plus(days(90));
        var turns = IntStream.range(0, SIZE)
                .mapToObj(i -> due(i, BEGIN, Policy.of(demand, changed), Calendar.NONE, days(30), changed))
                .toList();

        assertThat(turns).allSatisfy(at -> assertThat(at).isBetween(changed, changed.plus(hours(12))));
        assertThat(perUnit(turns, hours(1)).values())
                .allSatisfy(hour -> assertThat(hour).isLessThan(2 * SIZE / 12));
    }

    /** All turns of the fleet, each published the moment that it is due. */
    private static List<Instant> turns(Calendar calendar) {
        var turns = new ArrayList<Instant>();
        for (var i = 0; i < SIZE; i++) {
            var published = BEGIN.plusMillis(60L * i);
            var at = due(i, published, null, calendar, days(180), published);
            while (at.isBefore(END)) {
                turns.add(at);
                // Looked at then, it is due then.
                assertThat(due(i, published, null, calendar, days(180), at)).isEqualTo(at);
                published = at;
                at = due(i, published, null, calendar, days(180), published);
            }
        }
        return turns;
    }

    private static Instant due(
            int number, Instant published, @Nullable Policy policy, Calendar calendar, Duration every, Instant now) {
        var key = Keys.current(1)
                .published(Duration.between(published, Times.NOW))
                .done();
        var ledger = Ledgers.ledger(Keys.current(1)).done();
        var edit = policy == null ? ledger : ledger.edit().policy(policy).done();
        return Schedule.due(edit, key, demand(number, calendar, every), now)
                .orElseThrow()
                .at();
    }

    private static Demand demand(int number, Calendar calendar, Duration every) {
        return SampleDemand.of(new Target("shop", "secret-" + number))
                .every(every, "")
                .waitForConsumers(hours(1))
                .calendar(calendar)
                .done();
    }

    private static Window allow(String schedule, Duration duration) {
        return new Window(Window.Kind.Allow, cron(schedule), duration);
    }

    private static Cron cron(String text) {
        return Cron.parse(text, ZoneOffset.UTC, new ArrayList<>()).orElseThrow();
    }

    private static Map<Long, Integer> perUnit(List<Instant> turns, Duration unit) {
        return turns.stream()
                .map(at -> at.getEpochSecond() / unit.toSeconds())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(_ -> 1)));
    }
}
