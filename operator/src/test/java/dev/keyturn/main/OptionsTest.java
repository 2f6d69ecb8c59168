package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Limits;
import dev.keyturn.port.Accounts.Endpoint;
import dev.keyturn.reconcile.Election;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        var options = read(
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
        assertThatThrownBy(() -> read(yaml, Map.of()))
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
        assertThatThrownBy(() -> read(yaml, environment))
                .isInstanceOf(Options.InvalidException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "---", "rotation:", "~"})
    void aFileThatSaysNothingLeavesTheDefaults(String yaml) throws Exception {
        assertThat(read(yaml, Map.of("KEYTURN_ROTATION_KEYS_PER_DAY", "7", "KEYTURN_ENDPOINTS", ""))
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
        assertThatThrownBy(() -> read(
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

    /** What a kubelet puts there for Services named keyturn, keyturn-http and keyturn-rotation in the operator's namespace. */
    @Test
    void theServicesOfTheNamespaceAreNoSettings() throws Exception {
        var options = read(
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
        assertThatThrownBy(() -> read("", Map.of("KEYTURN_PORT", "8080", "KEYTURN_SERVICE_NAME", "x")))
                .hasMessageContainingAll("KEYTURN_PORT;", "KEYTURN_SERVICE_NAME;");
    }

    @Test
    void everySettingIsReadFromTheFileAndFromItsVariable() throws Exception {
        for (var setting : Catalogue.SETTINGS) {
            var text = Objects.requireNonNull(SAMPLES.get(setting.path()), setting.path());
            var path = List.of(setting.path().split("\\.", -1));
            var yaml = path.size() == 1
                    ? path.getFirst() + ": " + text
                    : "%s: {%s: %s}".formatted(path.getFirst(), path.getLast(), text);
            assertThat(given(yaml, Map.of()).find(setting).map(Object::toString))
                    .as(setting.path())
                    .isNotEmpty()
                    .isEqualTo(setting.form().parse(text).map(Object::toString))
                    .isEqualTo(given("", Map.of(setting.variable(), text))
                            .find(setting)
                            .map(Object::toString));
            assertThat(given(yaml, Map.of()).errors()).isEmpty();
        }
        assertThat(Catalogue.SETTINGS).extracting(Setting::variable).doesNotHaveDuplicates();
    }

    /** Another value than the standard one of each, in every form. */
    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("operatorNamespace", "platform"),
            Map.entry("keyringNamespace", "vault"),
            Map.entry("installation", "abcd1234"),
            Map.entry("watchNamespaces", "shop"),
            Map.entry("clusterAccounts", "false"),
            Map.entry("restartWorkloads", "false"),
            Map.entry("maxConcurrentReconciles", "7"),
            Map.entry("rotation.shortestInterval", "2h"),
            Map.entry("rotation.keysPerDay", "6"),
            Map.entry("rotation.emergencyKeysPerDay", "11"),
            Map.entry("rotation.checkEvery", "0s"),
            Map.entry("rotation.overdueAfter", "2w"),
            Map.entry("rotation.deletionDelay", "30m"),
            Map.entry("http.port", "0"),
            Map.entry("leaderElection.enabled", "false"),
            Map.entry("leaderElection.leaseDuration", "20s"),
            Map.entry("leaderElection.renewDeadline", "9s"),
            Map.entry("leaderElection.retryPeriod", "2s"),
            Map.entry("log.format", "json"),
            Map.entry("log.level", "DEBUG"));

    /** What a program that embeds the operator can say is what the file can; how it is logged is that program's own. */
    @Test
    void theRecordHasTheWordsOfTheTable() {
        var words = new TreeSet<String>();
        words("", Configuration.class, words);
        var wanted = new TreeSet<String>();
        Catalogue.SETTINGS.forEach(setting -> wanted.add(setting.path()));
        Catalogue.OF_ENDPOINTS.forEach(setting -> wanted.add("endpoints.*." + setting.path()));
        wanted.removeIf(path -> path.startsWith("log."));

        assertThat(words).isEqualTo(wanted);
    }

    private static void words(String path, Type type, Set<String> into) {
        switch (type) {
            case Class<?> record
            when record.isRecord() -> {
                for (RecordComponent component : record.getRecordComponents()) {
                    words(path + (path.isEmpty() ? "" : ".") + component.getName(), component.getGenericType(), into);
                }
            }
            case ParameterizedType map
            when map.getRawType() == Map.class -> words(path + ".*", map.getActualTypeArguments()[1], into);
            default -> into.add(path);
        }
    }

    @Test
    void standardsFitTheirOwnForms() {
        assertThat(Stream.concat(Catalogue.SETTINGS.stream(), Catalogue.OF_ENDPOINTS.stream())
                        .filter(setting -> setting.standard().isPresent()))
                .allSatisfy(setting -> assertThat(setting.standardValue()).isNotNull());
        assertThat(Endpoint.UNKNOWN.times()).isEqualTo(Catalogue.PROOF_TIMES.standardValue());
        assertThat(Endpoint.UNKNOWN.over()).isEqualTo(Catalogue.PROOF_OVER.standardValue());
        assertThat(Endpoint.UNKNOWN.sweepFor()).isEqualTo(Catalogue.SWEEP_FOR.standardValue());
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

    private Options read(String yaml, Map<String, String> environment) throws IOException, Options.InvalidException {
        return Options.of(given(yaml, environment), Optional.empty());
    }

    private Given given(String yaml, Map<String, String> environment) throws IOException {
        var file = Files.writeString(dir.resolve("keyturn.yaml"), yaml);
        return ConfigurationFile.read(Optional.of(file), environment);
    }
}
