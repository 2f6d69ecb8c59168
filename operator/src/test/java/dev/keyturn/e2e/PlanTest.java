package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.Command;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.main.Keyturn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keyturn plan} on a cluster: it says what the operator would do, and does nothing. */
@ClusterTest
final class PlanTest {

    @Test
    void it_says_what_turns_when_what_is_restarted_and_what_is_waited_for(ControlPlane cluster, @TempDir Path dir)
            throws IOException {
        try (var stage = new Stage(cluster).start();
                var kubelet = new Kubelet(stage)) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.apply("nightly", "rotation: {every: 2s, windows: " + WindowsTest.ONE_HOUR_IN_FOUR_YEARS + "}");
            stage.awaitStatus("nightly", TestdataTest.ready("OutsideWindow"));
            kubelet.run("app", "env");
            stage.stop();
            stage.apply("new", "suspend: true");
            var bill = Bill.open(stage);
            var calls = stage.provider.counts();

            var said = plan(stage, dir);

            assertThat(said)
                    .contains(stage.shop + "/checkout (SuprSendApiKey)\n"
                            + "  now       nothing is due; revision 1 is in use\n"
                            + "  next      20")
                    .contains(" days: every 180d\n")
                    .contains("  restarts  not Pod/app, which nothing would make anew: it is waited for\n")
                    .contains(stage.shop + "/nightly (SuprSendApiKey)\n  now       OutsideWindow: ")
                    .contains("and deferred to its window")
                    .contains(stage.shop + "/new (SuprSendApiKey)\n  now       Suspended: ")
                    .endsWith(
                            "Of 3 credentials 0 turn within 24 hours, 2 have something to do or to wait for now, 0 cannot be used.\n");
            assertThat(bill.writes()).isEmpty();
            assertThat(stage.provider.counts()).isEqualTo(calls);
        }
    }

    /** As a person types it, who may see everything. */
    private static String plan(Stage stage, Path dir) throws IOException {
        var config = dir.resolve("keyturn.yaml");
        new YAMLMapper().writeValue(config.toFile(), stage.configuration());
        var program = new ProcessBuilder(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile="
                        + Path.of(System.getProperty("keyturn.repository"), "operator/src/main/dist/conf/logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                Keyturn.class.getName(),
                "plan",
                "--config",
                config.toString(),
                "-n",
                stage.shop));
        program.environment().put("KUBECONFIG", stage.cluster.kubeconfig().toString());
        return Command.run(program, "", Duration.ofSeconds(60)).orFail();
    }
}
