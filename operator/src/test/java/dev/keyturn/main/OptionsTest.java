package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Limits;
import dev.keyturn.reconcile.Election;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration: its defaults, its file, its environment, and what is said of one that cannot be used. */
final class OptionsTest {

    @TempDir
    private Path dir = Path.of("");

    @Test
    void nothingSaidIsAWholeConfiguration() throws Exception {
        var options = Options.of(Configuration.EMPTY, Optional.of("platform"));

        assertThat(options.settings().operatorNamespace()).isEqualTo("platform");
        assertThat(options.settings().keyringNamespace()).isEqualTo("platform");
        assertThat(options.settings().clusterAccounts()).isTrue();
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
        var options = read(
                """
                operatorNamespace: one
                rotation: {deletionDelay: 2h}
                leaderElection: {enabled: true}
                """,
                Map.of(
                        "KEYTURN_OPERATORNAMESPACE", "two",
                        "KEYTURN_ROTATION_KEYSPERDAY", "7",
                        "KEYTURN_CLUSTERACCOUNTS", "false",
                        "KEYTURN_MAXCONCURRENTRECONCILES", "8",
                        "KEYTURN_ENDPOINTS", "own: {management: 'https://m.example.com', hub: 'https://h.example.com'}",
                        "KEYTURN_LEADERELECTION_ENABLED", "false",
                        "KEYTURN_WATCHNAMESPACES", "shop, mail"));

        assertThat(options.settings().operatorNamespace()).isEqualTo("two");
        assertThat(options.maxConcurrentReconciles()).isEqualTo(8);
        assertThat(options.settings().namespaces()).containsExactlyInAnyOrder("shop", "mail");
        assertThat(options.settings().clusterAccounts()).isFalse();
        assertThat(options.endpoints()).containsOnlyKeys("cloud", "own");
        assertThat(options.limits().keysPerDay()).isEqualTo(7);
        assertThat(options.limits().deletionDelay()).isEqualTo(Duration.ofHours(2));
        assertThat(options.election()).isEmpty();
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet(
                        "an unknown setting", "rotation: {keysperday: 5}", "there is no setting rotation.keysperday"),
                argumentSet("the wrong type", "http: {port: many}", "http.port has a value of the wrong type"),
                argumentSet("no YAML", "rotation: {", "the file is no YAML, at line"),
                argumentSet("a list", "- a", "the file must be a map: lines of <name>: <value>"),
                argumentSet("a list of one map", "- installation: abcd1234", "the file must be a map"),
                argumentSet("a word", "hello", "the file must be a map"),
                argumentSet(
                        "a setting twice",
                        "http: {port: 1}\nhttp: {port: 2}",
                        "the file says one thing twice, at line 2; keep one of the two"),
                argumentSet(
                        "two documents",
                        "http: {port: 1}\n---\nhttp: {port: 2}",
                        "the file has more than one document"),
                argumentSet("a namespace left out", "watchNamespaces: [shop, ~]", "each of watchNamespaces must be"),
                argumentSet("an endpoint left out", "endpoints: {x: }", "endpoints.x needs both management and hub"),
                argumentSet(
                        "a CA bundle that is not there",
                        "endpoints: {x: {management: \"https://a\", hub: \"https://a\", caBundle: /nix}}",
                        "endpoint x: caBundle /nix cannot be read as PEM certificates"),
                argumentSet(
                        "a CA bundle without certificates",
                        "endpoints: {x: {management: \"https://a\", hub: \"https://a\", caBundle: /dev/null}}",
                        "endpoint x: caBundle /dev/null has no certificate"),
                argumentSet("a bad duration", "rotation: {deletionDelay: 90m30s}", "rotation.deletionDelay must be"),
                argumentSet(
                        "fewer keys for an exposure than for a schedule",
                        "rotation: {keysPerDay: 9, emergencyKeysPerDay: 3}",
                        "rotation.emergencyKeysPerDay must not be below keysPerDay"),
                argumentSet(
                        "too many at once",
                        "maxConcurrentReconciles: 81",
                        "maxConcurrentReconciles must be from 1 to 80"),
                argumentSet("no port", "http: {port: 70000}", "http.port must be from 0 to 65535"),
                argumentSet("half an endpoint", "endpoints: {own: {hub: \"https://a\"}}", "endpoints.own needs both"),
                argumentSet("no installation id", "installation: Prod-1", "installation must be eight of a-z and 0-9"),
                argumentSet(
                        "a lease shorter than its renewal",
                        "leaderElection: {leaseDuration: 5s}",
                        "leaderElection.leaseDuration must be longer than renewDeadline"),
                argumentSet(
                        "a renewal that has no second try",
                        "leaderElection: {renewDeadline: 4s, retryPeriod: 2s}",
                        "more than 2.2 times retryPeriod"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatCannotBeUsedIsSaid(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOf(Options.InvalidException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> unusableVariables() {
        return Stream.of(
                argumentSet(
                        "a variable of a group that is none",
                        "rotation: 5",
                        Map.of("KEYTURN_ROTATION_KEYSPERDAY", "7"),
                        "the setting rotation has a value of the wrong type"),
                argumentSet(
                        "endpoints that are no YAML",
                        "",
                        Map.of("KEYTURN_ENDPOINTS", "own: {"),
                        "KEYTURN_ENDPOINTS is no YAML, at line 1"),
                argumentSet(
                        "endpoints that are no map",
                        "",
                        Map.of("KEYTURN_ENDPOINTS", "own"),
                        "KEYTURN_ENDPOINTS must be a map"));
    }

    @ParameterizedTest
    @MethodSource("unusableVariables")
    void aVariableThatCannotBeUsedIsNamed(String yaml, Map<String, String> environment, String message) {
        assertThatThrownBy(() -> read(yaml, environment))
                .isInstanceOf(Options.InvalidException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "---", "rotation:", "~"})
    void aFileThatSaysNothingLeavesTheDefaults(String yaml) throws Exception {
        assertThat(read(yaml, Map.of("KEYTURN_ROTATION_KEYSPERDAY", "7", "KEYTURN_ENDPOINTS", ""))
                        .limits()
                        .keysPerDay())
                .isEqualTo(7);
    }

    @Test
    void whatIsNoUrlIsNotRepeated() {
        assertThatThrownBy(() ->
                        read("endpoints: {x: {management: \"https://me:hush hush@a\", hub: \"https://a\"}}", Map.of()))
                .hasMessageContaining("endpoints.x: management is no URL, at character")
                .hasMessageNotContaining("hush");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> read("""
                        installation: x
                        http: {port: -1}
                        rotation: {keysPerDay: 0, checkEvery: often}
                        leaderElection: {retryPeriod: 0s}
                        """, Map.of()))
                .hasMessageContainingAll(
                        "installation", "http.port", "rotation.keysPerDay", "rotation.checkEvery", "retryPeriod");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ConfigurationFile.read(Optional.of(dir.resolve("gone.yaml")), Map.of()))
                .hasMessageContaining("there is no readable file")
                .hasMessageContaining("gone.yaml");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> ConfigurationFile.read(Optional.of(dir), Map.of()))
                .hasMessageContaining(dir + " is a folder; give the file in it");
    }

    @Test
    void aFileThatIsNoTextIsSaidToBeNone() throws Exception {
        var file = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> ConfigurationFile.read(Optional.of(file), Map.of()))
                .hasMessageContaining("is not text in UTF-8");
    }

    private Options read(String yaml, Map<String, String> environment) throws IOException, Options.InvalidException {
        var file = Files.writeString(dir.resolve("keyturn.yaml"), yaml);
        return Options.of(ConfigurationFile.read(Optional.of(file), environment), Optional.empty());
    }
}
