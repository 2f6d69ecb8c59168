package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.main.Configuration.ElectionConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader that hears nothing any more, while its calls wait for answers. */
@ClusterTest
final class SilentApiServerTest {

    private static final Duration LEASE = Duration.ofSeconds(15);

    /** A call waits longer for its answer than the lease lasts. */
    private static final String PATIENT =
            "-Dkubernetes.request.timeout=" + LEASE.multipliedBy(2).toMillis();

    @Test
    void it_has_ended_before_its_lease_has(ControlPlane cluster, @TempDir Path dir) throws IOException {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().election(new ElectionConfiguration(true, LEASE.toSeconds() + "s", "8s", "1s")));
            try (var wire = Wire.to(stage.account().kubeconfig(), dir);
                    var leader = OperatorProcess.start(stage, dir, "leader", wire.kubeconfig(), PATIENT)) {
                stage.apply("checkout");
                stage.awaitSettled("checkout", 1);

                var end = leader.end();
                wire.fallSilent();
                await("its end").atMost(LEASE.multipliedBy(4)).until(end::isDone);

                assertThat(end.join()).isBefore(renewed(stage).plus(LEASE));
                assertThat(leader.log()).contains("the lease was not renewed in time");
            }
        }
    }

    private static Instant renewed(Stage stage) {
        return stage.client()
                .leases()
                .inNamespace(stage.home)
                .withName("keyturn")
                .get()
                .getSpec()
                .getRenewTime()
                .toInstant();
    }
}
