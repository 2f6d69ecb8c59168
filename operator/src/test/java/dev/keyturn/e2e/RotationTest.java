package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key turns: on schedule, on request, and at once when it was exposed. */
@ClusterTest
final class RotationTest {

    @Test
    void a_key_is_issued_proved_and_published(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");

            var status = stage.awaitSettled("checkout", 1);

            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(stage.living()).hasSize(1);
            assertThat(status.keys().getFirst().id())
                    .isEqualTo(stage.living().getFirst().id());
            assertThat(stage.provider.suspicions()).isEmpty();
        }
    }

    @Test
    void an_account_of_the_namespace_itself_serves_too(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.providers.add("own");
            stage.start().kubectl(stage.providers.manifest(stage.shop) + Providers.credential(stage.shop, "own"));

            stage.awaitSettled("own", 1);

            await("the account's own status")
                    .atMost(Stage.PATIENCE)
                    .until(() -> cluster.kubectl(
                                    "get",
                                    "ssacct",
                                    "-n",
                                    stage.shop,
                                    "-o",
                                    "jsonpath={.items[0].status.conditions[0].reason}")
                            .stdout()
                            .equals("Authenticated"));
        }
    }

    @Test
    void a_requested_rotation_ends_with_one_key_and_its_predecessor_refused(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            var old = stage.published("checkout");

            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 2);

            assertThat(stage.provider.accepts(old)).isFalse();
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(stage.living()).hasSize(1);
        }
    }

    @Test
    void an_exposed_key_is_replaced_at_once_and_dies_without_overlap(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var old = stage.published("checkout");

            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
            cluster.kubectl(
                            "wait",
                            "ssak/checkout",
                            "-n",
                            stage.shop,
                            "--timeout=60s",
                            "--for=jsonpath={.status.requests[?(@.token==\"build-log-4711\")].provedDeadAt}")
                    .orFail();

            assertThat(stage.provider.accepts(old)).isFalse();
            assertThat(stage.published("checkout")).isNotEqualTo(old);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(stage.living()).hasSize(1);
        }
    }

    @Test
    void a_schedule_turns_a_key_again_and_again(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "rotation: {every: 3s, overlap: 1s}");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.status("checkout")
                            .filter(status -> status.revision() != null && status.revision() >= 3)
                            .isPresent());

            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(stage.living()).hasSizeLessThanOrEqualTo(3);
        }
    }
}
