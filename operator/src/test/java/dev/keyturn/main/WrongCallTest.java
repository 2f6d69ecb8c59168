package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                argumentSet("nothing said", Map.of(), ""),
                argumentSet("what there is", Map.of("KEYTURN_LOG_LEVEL", "debug", "KEYTURN_LOG_FORMAT", "json"), ""),
                argumentSet(
                        "no level",
                        Map.of("KEYTURN_LOG_LEVEL", "LOUD"),
                        "KEYTURN_LOG_LEVEL must be one of ERROR, WARN, INFO, DEBUG, TRACE, OFF"),
                argumentSet(
                        "no format",
                        Map.of("KEYTURN_LOG_FORMAT", "JSON"),
                        "KEYTURN_LOG_FORMAT must be one of text, json"),
                argumentSet(
                        "neither",
                        Map.of("KEYTURN_LOG_LEVEL", "", "KEYTURN_LOG_FORMAT", ""),
                        "KEYTURN_LOG_LEVEL must be one of ERROR, WARN, INFO, DEBUG, TRACE, OFF, and "
                                + "KEYTURN_LOG_FORMAT must be one of text, json"));
    }

    @ParameterizedTest
    @MethodSource("logSettings")
    void a_word_that_the_log_does_not_know(Map<String, String> environment, String sentence) {
        assertThat(LogSettings.wrong(environment).orElse("")).isEqualTo(sentence);
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
