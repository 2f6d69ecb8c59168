package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.NextStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Another schedule on a credential that runs: it moves the next turn, and turns nothing by itself. */
@ClusterTest
final class PolicyChangeTest {

    /** What is due by age is spread over so much at most. */
    private static final Duration SPREAD = Duration.ofHours(12);

    @Test
    void a_key_that_is_older_than_a_shortened_every_allows_turns_after_its_spread_and_once(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout", "rotation: {every: 180d, overlap: 0s}");
            var before = next(stage, "every 180d");
            time.pass(Duration.ofDays(60));
            var changedAt = time.instant();

            stage.apply("checkout", "rotation: {every: 30d, overlap: 0s}");

            assertThat(next(stage, "every 30d").at())
                    .isBefore(before.at())
                    .isBetween(changedAt, time.instant().plus(SPREAD));
            assertThat(stage.made()).as("it moves, and does not turn").isOne();

            time.pass(SPREAD);
            new Person(stage).look("checkout");
            assertThat(stage.awaitSettled("checkout", 2).history().getLast().trigger())
                    .isEqualTo("Schedule");
            lookAfter(stage, time, Duration.ofDays(10));
            lookAfter(stage, time, Duration.ofDays(10));
            assertThat(stage.made()).isEqualTo(2);
        }
    }

    @Test
    void cron_in_place_of_every_counts_from_then_on(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout", "rotation: {every: 180d, overlap: 0s}");
            next(stage, "every 180d");
            time.pass(Duration.ofDays(60));
            var changedAt = time.instant();

            stage.apply("checkout", "rotation: {cron: '0 3 1 * *', timeZone: Europe/Berlin, overlap: 0s}");

            var next = next(stage, "cron 0 3 1 * * (Europe/Berlin)");
            var there = next.at().atZone(ZoneId.of("Europe/Berlin"));
            assertThat(there.getDayOfMonth()).isOne();
            assertThat(there.getHour()).isEqualTo(3);
            assertThat(next.at()).isBetween(changedAt, changedAt.plus(Duration.ofDays(32)));
            assertThat(stage.made()).isOne();

            time.pass(Duration.between(time.instant(), next.at()));
            new Person(stage).look("checkout");
            assertThat(stage.awaitSettled("checkout", 2).history().getLast().trigger())
                    .isEqualTo("Schedule");
            lookAfter(stage, time, Duration.ofDays(20));
            assertThat(stage.made()).isEqualTo(2);
        }
    }

    /** What comes next, once that goes by this schedule. */
    private static NextStatus next(Stage stage, String schedule) {
        return Objects.requireNonNull(stage.awaitStatus("checkout", status -> {
                    var next = status.next();
                    return next != null && schedule.equals(next.schedule());
                })
                .next());
    }

    /** Has the operator look at all of it after so much time, and waits until it has. */
    private static void lookAfter(Stage stage, ShiftedTime time, Duration more) {
        time.pass(more);
        var person = new Person(stage);
        person.look("checkout");
        var generation = Long.valueOf(person.generation("checkout"));
        stage.awaitStatus("checkout", status -> generation.equals(status.observedGeneration()));
    }
}
