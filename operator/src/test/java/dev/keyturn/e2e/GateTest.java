package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.KeyStatus;
import dev.keyturn.simulator.CallKind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key does not die under a pod that holds it, and its death names the pod that it waits for. */
@ClusterTest
final class GateTest {

    @Test
    void a_pod_that_took_the_value_by_env_holds_the_death_until_it_is_gone(ControlPlane cluster) {
        try (var stage = settled(cluster);
                var kubelet = new Kubelet(stage)) {
            var old = stage.published("checkout");
            kubelet.run("app", "env");
            stage.annotate("checkout", "keyturn.dev/rotate", "please");

            awaitHeldBy(stage, "Pod/app");
            assertThat(stage.published("checkout")).isNotEqualTo(old);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();

            kubelet.terminate("app");
            assertThat(kubelet.get("app").getMetadata().getDeletionTimestamp()).isNotNull();
            new Person(stage).look("checkout");
            awaitHeldBy(stage, "Pod/app");
            assertThat(stage.provider.accepts(old)).isTrue();
            assertThat(stage.provider.count(CallKind.DELETE_KEY)).isZero();

            kubelet.remove("app");
            stage.awaitSettled("checkout", 2);
            assertThat(stage.provider.accepts(old)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"env-from", "sub-path", "volume", "projected"})
    void so_does_one_that_took_it_by(String way, ControlPlane cluster) {
        try (var stage = settled(cluster);
                var kubelet = new Kubelet(stage)) {
            var old = stage.published("checkout");
            kubelet.run("app", way);
            stage.annotate("checkout", "keyturn.dev/rotate", "please");

            awaitHeldBy(stage, "Pod/app");
            assertThat(stage.provider.accepts(old)).isTrue();

            kubelet.phase("app", "Succeeded");
            new Person(stage).look("checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(stage.provider.accepts(old)).isFalse();
        }
    }

    @Test
    void a_whole_volume_holds_for_as_long_as_a_kubelet_needs_and_a_part_of_one_for_ever(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = settled(cluster, time);
                var kubelet = new Kubelet(stage)) {
            var old = stage.published("checkout");
            kubelet.run("part", "sub-path");
            // Made now, since one that is made long after the publication holds nothing; it comes to life later on.
            kubelet.run("part-2", "sub-path");
            kubelet.phase("part-2", "Succeeded");
            kubelet.run("whole", "volume");
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            awaitHeldBy(stage, "Pod/part");
            kubelet.remove("part");
            new Person(stage).look("checkout");
            awaitHeldBy(stage, "Pod/whole");
            kubelet.phase("part-2", "Running");
            new Person(stage).look("checkout");
            awaitHeldBy(stage, "Pod/part-2");

            time.pass(Duration.ofMinutes(3));
            new Person(stage).look("checkout");
            awaitHeldBy(stage, "Pod/part-2");
            assertThat(stage.provider.accepts(old)).isTrue();
            kubelet.remove("part-2");

            new Person(stage).look("checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(kubelet.get("whole").getStatus().getPhase()).isEqualTo("Running");
            assertThat(stage.provider.accepts(old)).isFalse();
        }
    }

    @Test
    void pods_that_cannot_hold_the_value_hold_nothing(ControlPlane cluster) {
        try (var stage = settled(cluster);
                var kubelet = new Kubelet(stage)) {
            var old = stage.published("checkout");
            kubelet.run("of-another", "none");
            kubelet.run("ended", "env");
            kubelet.phase("ended", "Failed");
            kubelet.leaveUnscheduled("nowhere", "env");
            stage.annotate("checkout", "keyturn.dev/rotate", "please");

            stage.awaitSettled("checkout", 2);
            assertThat(stage.provider.accepts(old)).isFalse();
        }
    }

    private static Stage settled(ControlPlane cluster) {
        return settled(cluster, new ShiftedTime());
    }

    private static Stage settled(ControlPlane cluster, ShiftedTime time) {
        var stage = new Stage(cluster).with(time).start();
        stage.apply("checkout", "rotation: {overlap: 0s}");
        stage.awaitSettled("checkout", 1);
        return stage;
    }

    private static void awaitHeldBy(Stage stage, String pod) {
        var generation = Long.valueOf(new Person(stage).generation("checkout"));
        stage.awaitStatus(
                "checkout",
                status -> generation.equals(status.observedGeneration())
                        && status.keys().stream()
                                .filter(key -> key.state().equals("Previous"))
                                .map(KeyStatus::waitingFor)
                                .flatMap(holder -> Optional.ofNullable(holder).stream())
                                .anyMatch(pod::equals));
    }
}
