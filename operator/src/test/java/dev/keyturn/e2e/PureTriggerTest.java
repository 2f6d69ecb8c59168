package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trigger fires once. What brings it back, or takes the operator's memory away, turns nothing and kills nothing. */
@ClusterTest
final class PureTriggerTest {

    @Test
    void tokens_that_were_seen_before_turn_nothing_under_whichever_annotation(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            stage.annotate("checkout", "keyturn.dev/exposed", "one");
            stage.awaitSettled("checkout", 2);
            stage.annotate("checkout", "keyturn.dev/exposed", "two");
            stage.awaitSettled("checkout", 3);
            stage.annotate("checkout", "keyturn.dev/rotate", "three");
            stage.awaitSettled("checkout", 4);
            var before = Tally.of(stage, "checkout");

            for (var annotations : List.of(
                    "keyturn.dev/exposed: null, keyturn.dev/rotate: null",
                    "keyturn.dev/exposed: two, keyturn.dev/rotate: three",
                    "keyturn.dev/exposed: one",
                    "keyturn.dev/rotate: one",
                    "keyturn.dev/exposed: '', keyturn.dev/rotate: ''")) {
                looksAt(stage, annotations);

                assertThat(Tally.of(stage, "checkout")).as(annotations).isEqualTo(before);
            }
        }
    }

    /** Changes the spec along with the annotations, since its generation in the status shows that the operator has seen both. */
    private static void looksAt(Stage stage, String annotations) {
        var person = new Person(stage);
        person.patch(
                "checkout",
                "metadata: {annotations: {%s}}".formatted(annotations),
                "spec: {onExposure: {waitForConsumers: %ds}}".formatted(person.generation("checkout")));
        stage.awaitStatus(
                "checkout",
                status -> Long.valueOf(person.generation("checkout")).equals(status.observedGeneration())
                        && Stage.reason(status, "Ready").equals("Settled"));
    }

    @Test
    void a_restart_turns_nothing(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            exposed(stage);
            var before = Tally.of(stage, "checkout");
            var compared = stage.provider.count(CallKind.LIST_KEYS);

            stage.restart();

            // The comparison at the start comes after every other question about the credential.
            await().atMost(Stage.PATIENCE).until(() -> stage.provider.count(CallKind.LIST_KEYS) > compared);
            stage.awaitSettled("checkout", 2);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    @Test
    void a_status_that_was_wiped_comes_back_and_turns_nothing(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            exposed(stage);
            var before = Tally.of(stage, "checkout");

            assertThat(new Person(stage).wipeStatus("checkout").conditions()).isEmpty();
            var status = stage.awaitSettled("checkout", 2);

            assertThat(status.requests()).singleElement().satisfies(request -> {
                assertThat(request.token()).isEqualTo("build-log-4711");
                assertThat(request.provedDeadAt()).isNotNull();
            });
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    @Test
    void a_status_that_was_wiped_while_the_operator_was_down_comes_back_and_turns_nothing(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            exposed(stage);
            var before = Tally.of(stage, "checkout");

            stage.stop();
            assertThat(new Person(stage).wipeStatus("checkout").conditions()).isEmpty();
            stage.start().awaitSettled("checkout", 2);

            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    private static void exposed(Stage stage) {
        stage.apply("checkout");
        stage.awaitSettled("checkout", 1);
        stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
        stage.awaitSettled("checkout", 2);
    }
}
