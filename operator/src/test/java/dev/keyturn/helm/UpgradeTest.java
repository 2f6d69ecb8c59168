package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade and its return in the middle of many rotations: each is finished, once, and nothing else turns. */
@HelmTest
@ClusterTest
@Tag("dist")
final class UpgradeTest {

    private static final String HOME = "keyturn-system";
    private static final String SHOP = "shop";
    private static final int MANY = 50;

    /** So that fifty rotations take longer than it takes to replace the pods. */
    private static final String AT_A_WALK = ", requestsPerSecond: 8, proofs: {times: 2, over: 1s}";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void an_upgrade_and_a_rollback_in_the_middle_of_fifty_rotations_lose_nothing_and_turn_nothing(
            Helm helm, @TempDir Path dir) {
        try (var cluster = ControlPlane.start(dir.resolve("cluster"));
                var tenant = new Tenant(cluster, HOME, SHOP);
                var rollout = new Rollout(cluster, HOME, dir)) {
            cluster.kubectl("create", "namespace", SHOP).orFail();
            var release = Release.in(helm, cluster, HOME);
            var values = tenant.config(AT_A_WALK);
            release.install(values);
            tenant.clusterAccount();
            rollout.start();
            var crowd = new Crowd(cluster, tenant, MANY);
            crowd.apply();
            crowd.awaitSettled(1);
            assertThat(tenant.made()).isEqualTo(MANY);
            var before = new HashSet<>(crowd.values());
            var definitions = definitions(cluster);

            crowd.rotate("upgrade");
            BooleanSupplier someArePublished = () -> crowd.published(2) > 0 && someTurn(crowd, 1);
            await().atMost(PATIENCE).until(someArePublished::getAsBoolean);
            release.upgrade(values + "\nlog: {format: json}\nreplicaCount: 2");
            rollout.replaceAll(someArePublished);
            assertThat(rollout.pods()).allMatch(pod -> pod.log().contains("{\"timestamp\":"));
            crowd.awaitSettled(2);
            assertThat(tenant.made()).isEqualTo(2 * MANY);
            before.addAll(crowd.values());

            crowd.rotate("rollback");
            BooleanSupplier someAreMade = () -> tenant.made() > 2 * MANY && someTurn(crowd, 2);
            await().atMost(PATIENCE).until(someAreMade::getAsBoolean);
            release.rollback(1);
            rollout.replaceAll(someAreMade);
            assertThat(rollout.pods()).noneMatch(pod -> pod.log().contains("{\"timestamp\":"));
            crowd.awaitSettled(3);

            assertThat(tenant.made()).isEqualTo(3 * MANY);
            assertThat(crowd.living()).hasSize(MANY);
            assertThat(crowd.values())
                    .hasSize(MANY)
                    .doesNotContainAnyElementsOf(before)
                    .allMatch(tenant.provider::accepts);
            assertThat(before).hasSize(2 * MANY).noneMatch(tenant.provider::accepts);
            assertThat(tenant.provider.suspicions()).isEmpty();
            assertThat(definitions(cluster)).isEqualTo(definitions);
        }
    }

    /** Whether some are still to be published, or some that were replaced are still to die. */
    private static boolean someTurn(Crowd crowd, int from) {
        return crowd.published(from) > 0 || crowd.living().size() > MANY;
    }

    /** By uid: one that was deleted and made again is another one. */
    private static String definitions(ControlPlane cluster) {
        return cluster.kubectl(
                        "get", "-f", Chart.repository("crds").toString(), "-o", "jsonpath={.items[*].metadata.uid}")
                .orFail();
    }
}
