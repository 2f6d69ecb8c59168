package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Standing;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever comes back, under his name or as another with the same Secret, goes on with the key that lives: nothing turns, nothing dies. */
@ClusterTest
final class ComingBackTest {

    /** As it lies in Git, the token of the exposure still on it, and one that nobody has seen: it came while there was no resource to turn. */
    private static final Map<String, String> IN_GIT =
            Map.of("keyturn.dev/exposed", "build-log-4711", "keyturn.dev/rotate", "2026-11-24");

    /** The name of its resource stands on the Secret, which is not put right more often than so. */
    private static final Duration SINCE_THE_LAST_PUBLICATION = Duration.ofSeconds(11);

    @Test
    void a_resource_deleted_and_applied_again_within_its_delay_goes_on(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            exposed(stage, "checkout");
            var before = Tally.of(stage, "checkout");

            stage.delete("checkout");
            new Ledgers(stage).awaitStanding("checkout", Standing.Released);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
            new Person(stage).apply("checkout", IN_GIT);

            new Ledgers(stage).awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    @Test
    void a_resource_deleted_and_applied_again_while_the_operator_is_down_goes_on(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            exposed(stage, "checkout");
            var before = Tally.of(stage, "checkout");

            stage.stop();
            new Person(stage).stripAndDelete("checkout");
            new Person(stage).apply("checkout", IN_GIT);
            stage.start();

            new Ledgers(stage).awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    @Test
    void another_resource_with_the_same_secret_goes_on(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            exposed(stage, "checkout", "publish: {secretName: shared}");
            time.pass(SINCE_THE_LAST_PUBLICATION);
            var before = Tally.of(stage, "shared");

            stage.delete("checkout");
            new Person(stage).apply("payments", IN_GIT, "publish: {secretName: shared}");

            new Ledgers(stage).awaitOwner("shared", "payments");
            stage.awaitSettled("payments", 2);
            assertThat(Tally.of(stage, "shared")).isEqualTo(before);
        }
    }

    @Test
    void another_resource_with_the_same_secret_waits_in_conflict_and_is_woken_by_the_deletion(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            exposed(stage, "checkout", "publish: {secretName: shared}");
            time.pass(SINCE_THE_LAST_PUBLICATION);
            var before = Tally.of(stage, "shared");

            new Person(stage).apply("payments", IN_GIT, "publish: {secretName: shared}");
            stage.awaitStatus(
                    "payments", status -> Stage.reason(status, "Stalled").equals("Conflict"));
            assertThat(Tally.of(stage, "shared")).isEqualTo(before);
            stage.delete("checkout");

            new Ledgers(stage).awaitOwner("shared", "payments");
            stage.awaitSettled("payments", 2);
            assertThat(Tally.of(stage, "shared")).isEqualTo(before);
        }
    }

    @Test
    void a_resource_deleted_in_conflict_takes_nothing_along(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            exposed(stage, "checkout", "publish: {secretName: shared}");
            var before = Tally.of(stage, "shared");
            stage.apply("payments", "publish: {secretName: shared}");
            stage.awaitStatus(
                    "payments", status -> Stage.reason(status, "Stalled").equals("Conflict"));

            stage.delete("payments");

            new Ledgers(stage).haveLookedAt("shared");
            new Ledgers(stage).awaitOwner("shared", "checkout");
            assertThat(Tally.of(stage, "shared")).isEqualTo(before);
        }
    }

    @Test
    void a_retained_key_stays_and_is_taken_up_by_the_resource_applied_again(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            exposed(stage, "checkout", "deletionPolicy: Retain");
            var before = Tally.of(stage, "checkout");

            stage.delete("checkout");
            new Ledgers(stage).awaitStanding("checkout", Standing.Retained);
            stage.restart();
            new Person(stage).apply("checkout", IN_GIT, "deletionPolicy: Retain");

            new Ledgers(stage).awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    @Test
    void a_keyring_whose_resource_went_without_a_word_is_unowned_and_taken_up_again(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            exposed(stage, "checkout");
            var before = Tally.of(stage, "checkout");

            stage.stop();
            new Person(stage).stripAndDelete("checkout");
            stage.start();
            new Ledgers(stage).awaitStanding("checkout", Standing.Unowned);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
            new Person(stage).apply("checkout", IN_GIT);

            new Ledgers(stage).awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    private static void exposed(Stage stage, String name, String... spec) {
        stage.apply(name, spec);
        stage.awaitSettled(name, 1);
        stage.annotate(name, "keyturn.dev/exposed", "build-log-4711");
        stage.awaitSettled(name, 2);
    }
}
