package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever freezes is told whether it holds: in the log, in events of the ConfigMap, and in the metrics. */
@ClusterTest
final class FreezeSaidTest {

    private static final String NOTHING_IS = ", and so nothing is frozen; write * or the names of namespaces to it";

    private static void freeze(Stage stage, String data) {
        stage.kubectl("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: keyturn-freeze, namespace: %s}
                data: %s
                """.formatted(stage.home, data));
    }

    private static List<String> events(Stage stage) {
        return stage.client().v1().events().inNamespace(stage.home).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(Names.FREEZE))
                .map(event -> event.getType() + " " + event.getReason() + " " + event.getMessage())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {namespace: "*"} | data.namespaces is not there (there is namespace)
                    {}               | data.namespaces is not there
                    {namespaces: ""} | data.namespaces is empty
                    """)
    void one_that_freezes_nothing_is_seen_as_that_until_it_is_mended(String data, String wrong, ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            assertThat(stage.metrics()).contains("keyturn_freeze_misread 0.0");

            freeze(stage, data);
            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(stage.metrics()).contains("keyturn_freeze_misread 1.0", "keyturn_frozen 0.0"));
            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(events(stage)).containsExactly("Warning InvalidSpec " + wrong + NOTHING_IS));
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            freeze(stage, "{namespaces: " + stage.shop + "}");
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Degraded").equals("Frozen"));
            assertThat(stage.metrics()).contains("keyturn_freeze_misread 0.0", "keyturn_frozen 1.0");
            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(events(stage))
                            .contains("Normal Frozen frozen: nothing is issued and nothing dies in " + stage.shop));
            assertThat(events(stage)).hasSize(2);
            stage.restart();
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Degraded").equals("Frozen"));
            assertThat(events(stage)).as("after a restart").hasSize(2);
        }
    }

    /** Its right to write events is not asked for in its own namespace where no service token is published there. */
    @Test
    void where_no_event_may_be_written_there_the_metrics_say_it(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().withoutClusterAccounts()).start();

            freeze(stage, "{namespace: shop}");

            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(stage.metrics()).contains("keyturn_freeze_misread 1.0"));
            assertThat(events(stage)).isEmpty();
        }
    }

    /** As it is written where nobody has set another level. */
    @Test
    void the_log_says_when_it_begins_when_it_ends_and_what_was_not_understood(ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster);
                var program = OperatorProcess.start(stage, dir, "keyturn")) {
            var where = "WARN  ConfigMap keyturn-freeze in namespace " + stage.home + ": ";

            freeze(stage, "{namespace: '*'}");
            awaitLine(program, where + "data.namespaces is not there (there is namespace)" + NOTHING_IS);
            freeze(stage, "{namespaces: '*'}");
            awaitLine(
                    program,
                    where + "frozen: nothing is issued and nothing dies in all namespaces; delete it to go on");
            stage.cluster
                    .kubectl("delete", "configmap", Names.FREEZE, "-n", stage.home)
                    .orFail();
            awaitLine(program, where + "nothing is frozen any more, and what is due goes on");

            assertThat(lines(program).filter(line -> line.contains(Names.FREEZE)))
                    .as("each of them once, and nothing beside them")
                    .hasSize(3);
        }
    }

    private static void awaitLine(OperatorProcess program, String line) {
        await(line)
                .atMost(Stage.PATIENCE)
                .untilAsserted(() -> assertThat(lines(program)).anyMatch(said -> said.endsWith(line)));
    }

    private static Stream<String> lines(OperatorProcess program) {
        return program.log().lines().map(String::stripTrailing);
    }
}
