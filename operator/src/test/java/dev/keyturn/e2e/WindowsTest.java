package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.NextStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calendars on a real control plane: what waits for a window says so, and what was asked for waits for none. */
@ClusterTest
final class WindowsTest {

    /** Closed, whenever a test runs. */
    static final String ONE_HOUR_IN_FOUR_YEARS = "[{kind: Allow, schedule: '0 0 29 2 *', duration: 1h}]";

    @Test
    void a_turn_on_schedule_waits_for_its_window_and_a_requested_one_does_not(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "rotation: {every: 2s, overlap: 0s, windows: " + ONE_HOUR_IN_FOUR_YEARS + "}");
            var waiting = stage.awaitStatus("checkout", TestdataTest.ready("OutsideWindow"));

            var next = Objects.requireNonNull(waiting.next());
            assertThat(next)
                    .returns("Schedule", NextStatus::trigger)
                    .returns("every 2s", NextStatus::schedule)
                    .returns("Window", NextStatus::deferredBy);
            assertThat(next.deferredFrom()).isBeforeOrEqualTo(Instant.now());
            assertThat(next.at()).asString().contains("-02-29T00:");
            assertThat(Stage.statusOf(waiting, "Ready")).isEqualTo("True");
            assertThat(stage.made()).isOne();

            stage.annotate("checkout", "keyturn.dev/rotate", "now");
            stage.awaitStatus("checkout", TestdataTest.ready("OutsideWindow").and(TestdataTest.revision(2)));
            assertThat(stage.made()).isEqualTo(2);

            stage.apply("checkout", "rotation: {every: 2s, overlap: 0s}");
            stage.awaitStatus("checkout", status -> WindowsTest.revision(status) >= 3);
        }
    }

    @Test
    void cron_turns_a_key_at_its_time(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            // Just after a turn of the minute: none comes until the first key is settled.
            time.pass(Duration.ofSeconds(Math.floorMod(2 - Instant.now().getEpochSecond(), 60)));
            stage.apply("checkout", "rotation: {cron: '* * * * *', timeZone: Europe/Berlin, overlap: 0s}");
            var settled = stage.awaitSettled("checkout", 1);

            var next = Objects.requireNonNull(settled.next());
            assertThat(next.schedule()).isEqualTo("cron * * * * * (Europe/Berlin)");
            assertThat(next.at().getEpochSecond() % 60).isZero();
            assertThat(next.deferredBy()).isNull();

            time.pass(Duration.between(time.instant(), next.at()));
            new Person(stage).look("checkout");
            stage.awaitStatus("checkout", status -> revision(status) >= 2);
        }
    }

    @Test
    void a_calendar_that_makes_no_sense_stalls_and_leaves_what_is_published(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            stage.apply("checkout", """
                    rotation:
                      cron: 0 0 31 2 *
                      timeZone: Europe/Atlantis
                      windows: [{kind: Deny, schedule: 0 0 * * *, duration: 1d}]""");
            var stalled = stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals("InvalidSpec"));

            assertThat(Stage.statusOf(stalled, "Ready")).isEqualTo("True");
            assertThat(stalled.conditions())
                    .filteredOn(condition -> condition.getType().equals("Stalled"))
                    .singleElement()
                    .satisfies(condition -> assertThat(condition.getMessage())
                            .contains("spec.rotation.cron never fires", "spec.rotation.timeZone must be a name"));
            assertThat(stage.made()).isOne();
        }
    }

    private static int revision(CredentialStatus status) {
        return Objects.requireNonNullElse(status.revision(), 0);
    }
}
