package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The spread of a fleet with one policy. */
final class ScheduleTest {

    static Stream<Duration> intervals() {
        return Stream.of(seconds(1), seconds(90), hours(1), hours(24), days(180), days(3650));
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void noKeyGetsOlderThanAskedForNorTurnsMuchEarlier(Duration every) {
        var tenth = every.dividedBy(10);
        var widest = tenth.compareTo(hours(12)) > 0 ? hours(12) : tenth;

        assertThat(IntStream.range(0, 1_000).mapToObj(ScheduleTest::target))
                .allSatisfy(target -> assertThat(Schedule.due(NOW, every, target))
                        .isBetween(NOW.plus(every).minus(widest), NOW.plus(every)));
    }

    @Test
    void aFleetDoesNotTurnAtOnce() {
        var hours = IntStream.range(0, 1_000)
                .mapToLong(i -> Schedule.spread(days(180), target(i)).toHours())
                .distinct();

        assertThat(hours.count()).isEqualTo(12);
    }

    @Test
    void aTargetIsAlwaysDueAtTheSameTime() {
        assertThat(Schedule.due(NOW, days(180), target(1))).isEqualTo(Schedule.due(NOW, days(180), target(1)));
    }

    private static Target target(int number) {
        return new Target("shop", "secret-" + number);
    }
}
