package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.plan.Limits;
import dev.keyturn.reconcile.Election;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration: its defaults, its file and its environment. */
final class OptionsTest {

    @TempDir
    private Path dir = Path.of("");

    @Test
    void nothingSaidIsAWholeConfiguration() throws Exception {
        var options = Options.of(Configuration.EMPTY, Optional.of("platform"));

        assertThat(options.settings().operatorNamespace()).isEqualTo("platform");
        assertThat(options.settings().keyringNamespace()).isEqualTo("platform");
        assertThat(options.settings().clusterAccounts()).isTrue();
        assertThat(options.settings().restartWorkloads()).isTrue();
        assertThat(options.endpoints()).containsOnlyKeys("cloud");
        assertThat(options.limits()).isEqualTo(Limits.DEFAULTS);
        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.maxConcurrentReconciles()).isEqualTo(50);
        assertThat(options.election())
                .contains(new Election(
                        "platform", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(1)));
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws Exception {
        var options = Written.read(
                dir,
                """
                operatorNamespace: one
                rotation: {deletionDelay: 2h}
                leaderElection: {enabled: true}
                """,
                Map.of(
                        "KEYTURN_OPERATOR_NAMESPACE", "two",
                        "KEYTURN_ROTATION_KEYS_PER_DAY", "7",
                        "KEYTURN_CLUSTER_ACCOUNTS", "false",
                        "KEYTURN_RESTART_WORKLOADS", "false",
                        "KEYTURN_MAX_CONCURRENT_RECONCILES", "8",
                        "KEYTURN_ENDPOINTS", "own: {management: 'https://m.example.com', hub: 'https://h.example.com'}",
                        "KEYTURN_LEADER_ELECTION_ENABLED", "false",
                        "KEYTURN_WATCH_NAMESPACES", "shop, mail"));

        assertThat(options.settings().operatorNamespace()).isEqualTo("two");
        assertThat(options.maxConcurrentReconciles()).isEqualTo(8);
        assertThat(options.settings().namespaces()).containsExactlyInAnyOrder("shop", "mail");
        assertThat(options.settings().clusterAccounts()).isFalse();
        assertThat(options.settings().restartWorkloads()).isFalse();
        assertThat(options.endpoints()).containsOnlyKeys("cloud", "own");
        assertThat(options.limits().keysPerDay()).isEqualTo(7);
        assertThat(options.limits().deletionDelay()).isEqualTo(Duration.ofHours(2));
        assertThat(options.election()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "---", "rotation:", "~"})
    void aFileThatSaysNothingLeavesTheDefaults(String yaml) throws Exception {
        assertThat(Written.read(dir, yaml, Map.of("KEYTURN_ROTATION_KEYS_PER_DAY", "7", "KEYTURN_ENDPOINTS", ""))
                        .limits()
                        .keysPerDay())
                .isEqualTo(7);
    }

    /** What a kubelet puts there for Services named keyturn, keyturn-http and keyturn-rotation in the operator's namespace. */
    @Test
    void theServicesOfTheNamespaceAreNoSettings() throws Exception {
        var options = Written.read(
                dir,
                "",
                Map.ofEntries(
                        Map.entry("KEYTURN_SERVICE_HOST", "10.0.0.7"),
                        Map.entry("KEYTURN_SERVICE_PORT", "8080"),
                        Map.entry("KEYTURN_SERVICE_PORT_HTTP", "8080"),
                        Map.entry("KEYTURN_PORT", "tcp://10.0.0.7:8080"),
                        Map.entry("KEYTURN_PORT_8080_TCP", "tcp://10.0.0.7:8080"),
                        Map.entry("KEYTURN_PORT_8080_TCP_PROTO", "tcp"),
                        Map.entry("KEYTURN_PORT_8080_TCP_PORT", "8080"),
                        Map.entry("KEYTURN_PORT_8080_TCP_ADDR", "10.0.0.7"),
                        Map.entry("KEYTURN_HTTP_SERVICE_HOST", "10.0.0.8"),
                        Map.entry("KEYTURN_HTTP_SERVICE_PORT", "80"),
                        Map.entry("KEYTURN_HTTP_PORT", "tcp://10.0.0.8:80"),
                        Map.entry("KEYTURN_JAVA_OPTIONS", "-Xlog:gc"),
                        Map.entry("KEYTURN_POD_NAME", "keyturn-0"),
                        Map.entry("KUBERNETES_SERVICE_HOST", "10.0.0.1")));

        assertThat(options.port()).isEqualTo(8080);
        assertThatThrownBy(() -> Written.read(dir, "", Map.of("KEYTURN_PORT", "8080", "KEYTURN_SERVICE_NAME", "x")))
                .hasMessageContainingAll("KEYTURN_PORT;", "KEYTURN_SERVICE_NAME;");
    }
}
