package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a configuration that cannot be used. */
final class WrongConfigurationTest {

    @TempDir
    private Path dir = Path.of("");

    static Stream<Arguments> unusable() {
        return Stream.of(
                argumentSet(
                        "an unknown setting", "rotation: {keysperday: 5}", "there is no setting rotation.keysperday"),
                argumentSet("the wrong type", "http: {port: many}", "http.port must be a whole number from 0 to 65535"),
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
                argumentSet(
                        "a namespace left out",
                        "watchNamespaces: [shop, ~]",
                        "watchNamespaces must be a list of names of namespaces"),
                argumentSet("an endpoint left out", "endpoints: {x: }", "endpoints.x needs both management and hub"),
                argumentSet(
                        "a CA bundle that is not there",
                        "endpoints: {x: {management: \"https://a\", hub: \"https://a\", caBundle: /nix}}",
                        "endpoint x: caBundle /nix cannot be read as PEM certificates"),
                argumentSet(
                        "a CA bundle without certificates",
                        "endpoints: {x: {management: \"https://a\", hub: \"https://a\", caBundle: /dev/null}}",
                        "endpoint x: caBundle /dev/null has no certificate"),
                argumentSet(
                        "a bad duration",
                        "rotation: {deletionDelay: 90m30s}",
                        "rotation.deletionDelay must be a number and one unit of s, m, h, d, w, y, from 0s to 3650d, such as 1h"),
                argumentSet(
                        "fewer keys for an exposure than for a schedule",
                        "rotation: {keysPerDay: 9, emergencyKeysPerDay: 3}",
                        "rotation.emergencyKeysPerDay must not be below keysPerDay"),
                argumentSet(
                        "too many at once",
                        "maxConcurrentReconciles: 81",
                        "maxConcurrentReconciles must be a whole number from 1 to 80"),
                argumentSet("no port", "http: {port: 70000}", "http.port must be a whole number from 0 to 65535"),
                argumentSet(
                        "a name that no account can call",
                        "endpoints: {Own: {management: \"https://a\", hub: \"https://a\"}}",
                        "the name of an endpoint must be at most 63 of a-z, 0-9 and -, with none of - at its ends: not Own"),
                argumentSet(
                        "an unknown setting of an endpoint",
                        "endpoints: {x: {management: \"https://a\", hub: \"https://a\", proofs: {time: 3}}}",
                        "there is no setting endpoints.x.proofs.time; known here: over, times"),
                argumentSet(
                        "too many proofs",
                        "endpoints: {x: {proofs: {times: 21}}}",
                        "endpoints.x.proofs.times must be a whole"),
                argumentSet("a group that is none", "rotation: [5]", "rotation must be a map of settings"),
                argumentSet("endpoints that are none", "endpoints: [x]", "endpoints must be a map of endpoints"),
                argumentSet("a log that nobody reads", "log: {format: xml}", "log.format must be one of text, json"),
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
        assertThatThrownBy(() -> Written.read(dir, yaml, Map.of()))
                .isInstanceOf(Options.InvalidException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> unusableVariables() {
        return Stream.of(
                argumentSet(
                        "a variable of a group that is none",
                        "rotation: 5",
                        Map.of("KEYTURN_ROTATION_KEYS_PER_DAY", "7"),
                        "rotation must be a map of settings"),
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
        assertThatThrownBy(() -> Written.read(dir, yaml, environment))
                .isInstanceOf(Options.InvalidException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsNoUrlIsNotRepeated() {
        assertThatThrownBy(() -> Written.read(
                        dir, "endpoints: {x: {management: \"https://me:hush hush@a\", hub: \"https://a\"}}", Map.of()))
                .hasMessageContaining("endpoints.x: management is no URL, at character")
                .hasMessageNotContaining("hush");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> Written.read(
                        dir,
                        """
                        installation: x
                        http: {prot: 8080}
                        rotation: {keysPerDay: 0, checkEvery: often, overdueAfter: [7d]}
                        leaderElection: {retryPeriod: 5s}
                        endpoints: {own: {management: "https://a", hubb: "https://a"}}
                        """,
                        Map.of(
                                "KEYTURN_LOG_LEVEL",
                                "LOUD",
                                "KEYTURN_ROTATION_DELETIONDELAY",
                                "1h",
                                "KEYTURN_COLOUR",
                                "red")))
                .isInstanceOf(Options.InvalidException.class)
                .hasMessage("""
                        the configuration cannot be used:
                          there is no setting KEYTURN_COLOUR; keyturn run --help lists all
                          there is no setting KEYTURN_ROTATION_DELETIONDELAY; did you mean KEYTURN_ROTATION_DELETION_DELAY?
                          installation must be eight of a-z and 0-9, or empty
                          there is no setting http.prot; known here: port
                          rotation.keysPerDay must be a whole number from 1 to 100000
                          rotation.checkEvery must be a number and one unit of s, m, h, d, w, y, from 0s to 3650d, such as 1d
                          rotation.overdueAfter must be a number and one unit of s, m, h, d, w, y, from 0s to 3650d, such as 7d
                          KEYTURN_LOG_LEVEL must be one of ERROR, WARN, INFO, DEBUG, TRACE, OFF
                          there is no setting endpoints.own.hubb; known here: allowPlainHttp, caBundle, hub, management, proofs, proxy, requestsPerSecond, sweepFor
                          endpoints.own needs both management and hub, each a URL
                          leaderElection.leaseDuration must be longer than renewDeadline, and that more than 2.2 times retryPeriod""");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> whole(dir.resolve("gone.yaml")))
                .hasMessageContaining("there is no readable file")
                .hasMessageContaining("gone.yaml");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> whole(dir)).hasMessageContaining(dir + " is a folder; give the file in it");
    }

    @Test
    void aFileThatIsNoTextIsSaidToBeNone() throws Exception {
        var file = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> whole(file)).hasMessageContaining("is not text in UTF-8");
    }

    private static Options whole(Path file) throws Options.InvalidException {
        return Options.of(ConfigurationFile.read(Optional.of(file), Map.of()), Optional.empty());
    }
}
