package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.main.Options.Logging;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the program says to a call that cannot be followed: one sentence, and no stack. */
final class WrongCallTest {

    @Command(name = "fails")
    private record Failing(RuntimeException failure) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw failure;
        }
    }

    private record Said(int status, String text) {}

    private static Said said(CommandLine line, String... arguments) {
        var text = new StringWriter();
        var status = line.setErr(new PrintWriter(text, true)).execute(arguments);
        return new Said(status, text.toString().strip());
    }

    @ParameterizedTest
    @CsvSource({
        "0, http://127.0.0.1:1/readyz, keyturn: --timeout must be at least 1 second",
        "-3, http://127.0.0.1:1/readyz, keyturn: --timeout must be at least 1 second",
        "1, ftp://127.0.0.1/readyz, keyturn: give a URL that begins with http:// or https://"
    })
    void a_probe_that_cannot_be_made(String timeout, String url, String sentence) {
        assertThat(said(Keyturn.commandLine(), "probe", "--timeout", timeout, url))
                .isEqualTo(new Said(2, sentence));
    }

    @Test
    void what_nobody_foresaw_is_one_sentence() {
        assertThat(unforeseen(new IllegalStateException("the moon is full")))
                .isEqualTo(new Said(
                        1,
                        "keyturn: it failed unexpectedly (IllegalStateException: the moon is full);"
                                + " set KEYTURN_LOG_LEVEL to DEBUG to see where"));
    }

    @Test
    void what_others_say_is_not_repeated() {
        var foreign = catchThrowableOfType(NumberFormatException.class, () -> Integer.valueOf("hush"));

        assertThat(unforeseen(foreign).text())
                .contains("(NumberFormatException);")
                .doesNotContain("hush");
    }

    private static Said unforeseen(RuntimeException failure) {
        var known = Keyturn.commandLine();
        return said(known.addSubcommand(new Failing(failure)), "fails");
    }

    static Stream<Arguments> logSettings() {
        return Stream.of(
                argumentSet("nothing said", Map.of(), new Logging("text", "INFO")),
                argumentSet(
                        "what there is",
                        Map.of("KEYTURN_LOG_LEVEL", "debug", "KEYTURN_LOG_FORMAT", "json"),
                        new Logging("json", "DEBUG")),
                argumentSet(
                        "words that there are not",
                        Map.of("KEYTURN_LOG_LEVEL", "LOUD", "KEYTURN_LOG_FORMAT", ""),
                        new Logging("text", "INFO")));
    }

    @ParameterizedTest
    @MethodSource("logSettings")
    void the_log_is_set_up_before_anything_is_read(Map<String, String> environment, Logging logging) {
        assertThat(LogSettings.early(environment)).isEqualTo(logging);
    }

    @Test
    void a_configuration_with_five_errors(@TempDir Path dir) throws IOException {
        var file = Files.writeString(dir.resolve("keyturn.yaml"), """
                operatorNamespace: Keyturn
                watchNamespace: [shop]
                rotation: {checkEvery: daily}
                http: {port: 80800}
                endpoints: {own: {management: "http://a.example.com", hub: "https://b.example.com"}}
                """);

        assertThat(said(Keyturn.commandLine(), "run", "--config", file.toString()))
                .isEqualTo(new Said(2, """
                        keyturn: the configuration cannot be used:
                          operatorNamespace must be the name of a namespace
                          there is no setting watchNamespace; known here: clusterAccounts, endpoints, http, installation, keyringNamespace, leaderElection, log, maxConcurrentReconciles, operatorNamespace, restartWorkloads, rotation, watchNamespaces
                          rotation.checkEvery must be a number and one unit of s, m, h, d, w, y, from 0s to 3650d, such as 1d
                          http.port must be a whole number from 0 to 65535
                          endpoints.own: endpoint own: management must begin with https:// (or set allowPlainHttp: true, for trials)"""));
    }

    @Test
    void every_command_explains_itself() {
        var line = Keyturn.commandLine();
        assertThat(line.getUsageMessage()).contains("run", "plan", "probe", "keyturn COMMAND --help");
        var run = Objects.requireNonNull(line.getSubcommands().get("run")).getUsageMessage();

        Stream.concat(Catalogue.SETTINGS.stream(), Catalogue.OF_ENDPOINTS.stream())
                .forEach(setting -> assertThat(run.replaceAll("\\s+", " "))
                        .contains(
                                setting.path(),
                                setting.meaning(),
                                setting.form().takes(),
                                setting.otherwise()));
        assertThat(run)
                .contains(Catalogue.SETTINGS.stream().map(Setting::variable).toList());
        assertThat(run.lines()).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(SettingsHelp.WIDTH));
        assertThat(run).doesNotContain("%%");
    }

    @ParameterizedTest
    @CsvSource({
        "Permission denied, port 80 may not be taken by this user",
        "Address already in use, port 80 is taken by another program"
    })
    void a_port_that_is_not_to_be_had(String reason, String sentence) {
        assertThat(HttpServer.refusal(80, new BindException(reason))).startsWith(sentence);
    }
}
