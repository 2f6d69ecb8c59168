package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock that is five minutes off the API server's decides nothing. */
@ClusterTest
final class ClockTest {

    @Test
    void while_the_clocks_differ_nothing_turns_on_schedule_and_nothing_dies(ControlPlane cluster) {
        var wall = new ShiftedTime();
        wall.pass(Duration.ofMinutes(-5));
        try (var stage = new Stage(cluster).withWallClock(wall).start()) {
            stage.apply("checkout", "rotation: {every: 2s, overlap: 0s}");
            var status = stage.awaitStatus(
                    "checkout",
                    seen -> Integer.valueOf(1).equals(seen.revision())
                            && Stage.reason(seen, "Degraded").equals("ClockSuspect"));
            assertThat(Stage.statusOf(status, "Ready")).isEqualTo("True");
            assertThat(stage.metrics()).containsPattern("keyturn_clock_ahead_seconds (29[5-9]|30[0-5])");

            // What a person asks for does not hang on a clock, and what it replaces does not die by one.
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitStatus(
                    "checkout",
                    seen -> Integer.valueOf(2).equals(seen.revision())
                            && Stage.reason(seen, "Degraded").equals("ClockSuspect"));
            assertThat(stage.made()).isEqualTo(2);
            assertThat(stage.provider.count(CallKind.DELETE_KEY)).isZero();

            wall.pass(Duration.ofMinutes(5));
            // Any answer of the API server tells the time.
            new Person(stage).look("checkout");
            stage.awaitStatus("checkout", seen -> seen.revision() != null && seen.revision() > 2);
            await().atMost(Stage.PATIENCE).until(() -> stage.provider.count(CallKind.DELETE_KEY) > 0);
        }
    }
}
