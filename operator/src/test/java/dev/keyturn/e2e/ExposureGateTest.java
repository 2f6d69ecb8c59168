package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Ledger;
import dev.keyturn.simulator.Call;
import dev.keyturn.simulator.CallKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pods hold the death of an exposed key for as long as the policy says, and not longer. */
@ClusterTest
final class ExposureGateTest {

    /** A look at pods comes right before it ends: whoever went by the rhythm of looks alone would be late by nearly ten seconds. */
    private static final Duration POLICY = Duration.ofSeconds(21);

    /** Of a busy machine; less than the rhythm in which pods are looked at anyway. */
    private static final Duration SLOWNESS = Duration.ofSeconds(9);

    @Test
    void a_pod_is_waited_for_as_long_as_the_policy_says_and_not_longer(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start();
                var kubelet = new Kubelet(stage)) {
            exposedUnder(stage, kubelet, POLICY.toSeconds() + "s");

            var status = stage.awaitStatus(
                    "checkout", seen -> seen.keys().stream().anyMatch(key -> "Pod/app".equals(key.waitingFor())));
            assertThat(Stage.reason(status, "Ready")).isEqualTo("ExposedStillAlive");
            assertThat(Stage.statusOf(status, "Ready")).isEqualTo("False");
            stage.awaitSettled("checkout", 2);

            assertThat(kubelet.get("app").getStatus().getPhase()).isEqualTo("Running");
            assertThat(Duration.between(publishedAt(stage), revokedAt(stage))).isBetween(POLICY, POLICY.plus(SLOWNESS));
        }
    }

    @Test
    void a_pod_that_goes_earlier_is_not_waited_for(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start();
                var kubelet = new Kubelet(stage)) {
            exposedUnder(stage, kubelet, "1h");
            stage.awaitStatus(
                    "checkout", seen -> seen.keys().stream().anyMatch(key -> "Pod/app".equals(key.waitingFor())));
            assertThat(stage.provider.count(CallKind.DELETE_KEY)).isZero();

            kubelet.remove("app");

            stage.awaitSettled("checkout", 2);
        }
    }

    @Test
    void zero_seconds_wait_for_nobody(ControlPlane cluster) {
        try (var stage = new Stage(cluster);
                var kubelet = new Kubelet(stage)) {
            // Restarts look at pods for another reason.
            stage.with(stage.settings().withoutRestarts()).start();
            var log = cluster.auditLog().fromHere();
            exposedUnder(stage, kubelet, "0s");

            stage.awaitSettled("checkout", 2);

            assertThat(kubelet.get("app").getStatus().getPhase()).isEqualTo("Running");
            assertThat(log.calls(call -> call.userAgent().equals(OperatorInProcess.USER_AGENT)
                            && call.resource().equals("pods")
                            && call.namespace().equals(stage.shop)))
                    .as("it does not even ask who holds the key")
                    .isEmpty();
        }
    }

    /** A key that a running pod holds is exposed. */
    private static void exposedUnder(Stage stage, Kubelet kubelet, String waitForConsumers) {
        stage.apply("checkout", "onExposure: {waitForConsumers: %s}".formatted(waitForConsumers));
        stage.awaitSettled("checkout", 1);
        kubelet.run("app", "env");
        stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
    }

    private static Instant publishedAt(Stage stage) {
        return new Ledgers(stage)
                .of("checkout")
                .flatMap(Ledger::current)
                .flatMap(key -> Optional.ofNullable(key.readBackAt()))
                .orElseThrow();
    }

    private static Instant revokedAt(Stage stage) {
        return stage.provider.calls(CallKind.DELETE_KEY).stream()
                .map(Call::at)
                .findFirst()
                .orElseThrow();
    }
}
