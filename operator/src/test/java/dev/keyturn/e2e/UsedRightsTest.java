package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.helm.ChartedRights;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The suite's stages act as the chart's ServiceAccount. What they were granted is compared with what they asked for by the API server's
 * log, when all of them have ended.
 */
@ClusterTest
@Order(Integer.MAX_VALUE)
final class UsedRightsTest {

    private record Exceptions(Map<String, String> refused, Map<String, String> unused) {}

    private record Modes(Exceptions everywhere, Exceptions namespaces) {}

    @Test
    void nothing_was_refused_and_nothing_granted_for_nothing(ControlPlane cluster) throws IOException {
        assumeThat(System.getProperty("test", "")).as("the whole suite runs").isEmpty();
        var exceptions = exceptions();

        var findings = RightsBook.compare(cluster.auditLog());

        assertThat(findings.refused()).as("refused").isEmpty();
        assertThat(findings.unused())
                .as("granted for nothing")
                .isEqualTo(exceptions.unused().keySet());
        assertThat(findings.excuses())
                .as("refused on purpose")
                .isEqualTo(exceptions.refused().keySet());
    }

    private static Exceptions exceptions() throws IOException {
        try (var file = UsedRightsTest.class.getResourceAsStream("rights-exceptions.yaml")) {
            var modes = new YAMLMapper().readValue(Objects.requireNonNull(file), Modes.class);
            return Stage.EVERYWHERE ? modes.everywhere() : modes.namespaces();
        }
    }

    @Test
    void a_right_that_is_missing_is_found(ControlPlane cluster) {
        assertThat(afterOneKey(cluster, rights -> rights.without("create", "events"))
                        .refused())
                .containsExactly("create events where credentials are");
    }

    @Test
    void a_right_that_nobody_uses_is_found(ControlPlane cluster) {
        var granted = "delete pods " + (Stage.EVERYWHERE ? "in the whole cluster" : "where credentials are");

        // What one key uses beside depends on when its operator looks: only the right that was added is compared.
        assertThat(afterOneKey(cluster, rights -> rights).unused()).doesNotContain(granted);
        assertThat(afterOneKey(cluster, rights -> rights.with("delete", "pods")).unused())
                .contains(granted);
    }

    private static RightsBook.Findings afterOneKey(ControlPlane cluster, UnaryOperator<ChartedRights> edit) {
        try (var stage = new Stage(cluster)) {
            var account = OperatorsAccount.with(stage, edit);
            stage.as(account).start().apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.stop();
            // A request is in the log after its answer, and a watch when it ends: one of our own shows that all are
            // there.
            Bill.open(stage);
            return RightsBook.compare(cluster.auditLog(), List.of(account.entry()));
        }
    }
}
