package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.main.Configuration.ElectionConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured, and that no label grows with what people create. */
@ClusterTest
final class MetricsTest {

    private static final List<String> EXPECTED = List.of(
            "keyturn_credentials{kind=\"SuprSendApiKey\",reason=\"Settled\"} 1",
            "keyturn_credentials{kind=\"SuprSendApiKey\",reason=\"AccountMissing\"} 1",
            "keyturn_keyrings{standing=\"Living\"} 1",
            "keyturn_rotations_total{kind=\"SuprSendApiKey\",result=\"Completed\",trigger=\"Exposure\"} 1",
            "keyturn_rotations_total{kind=\"SuprSendApiKey\",result=\"Published\",trigger=\"Initial\"} 1",
            "keyturn_rotations_total{kind=\"SuprSendApiKey\",result=\"Published\",trigger=\"Exposure\"} 1",
            "keyturn_provider_calls_seconds_count{call=\"issue\",endpoint=\"cloud\",result=\"2xx\"} 2",
            "keyturn_next_rotation_seconds 1.5",
            "keyturn_leader 1",
            "operator_sdk_reconciliations_",
            "jvm_memory_used_bytes");

    @Test
    void aRotationIsCountedAndNobodyIsNamed(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            // Elected, as by the chart's default: what that asks of the API server is compared with the rights as well.
            stage.with(stage.settings().election(new ElectionConfiguration(true, null, null, null)))
                    .start();
            stage.apply("checkout");
            stage.apply("orphaned", "accountRef: {kind: SuprSendAccount, name: nobody}");
            stage.awaitSettled("checkout", 1);
            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
            stage.awaitSettled("checkout", 2);

            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(lines(stage)).contains(EXPECTED));
            assertThat(stage.metrics()).doesNotContain("checkout", stage.shop, stage.home);
        }
    }

    /** Without the digits of times, which differ from run to run. */
    private static String lines(Stage stage) {
        return stage.metrics().replaceAll("(next_rotation_seconds 1\\.5)\\S*", "$1");
    }

    @Test
    void whatIsDeletedIsNotCountedAnyMore(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            await().atMost(Stage.PATIENCE)
                    .until(() -> stage.metrics().contains("keyturn_keyrings{standing=\"Living\"} 1"));

            stage.delete("checkout");

            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.metrics())
                            .contains(
                                    "keyturn_credentials{kind=\"SuprSendApiKey\",reason=\"Settled\"} 0",
                                    "keyturn_keyrings{standing=\"Released\"} 1",
                                    "keyturn_keyrings{standing=\"Living\"} 0"));
        }
    }
}
