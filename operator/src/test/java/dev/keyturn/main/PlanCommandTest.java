package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code keyturn plan} is called, and with what it ends. */
final class PlanCommandTest {

    private static final String KEY = """
            apiVersion: keyturn.dev/v1alpha1
            kind: SuprSendApiKey
            metadata: {name: checkout}
            spec: {workspace: staging}
            """;

    private record Said(int status, String out, String err) {}

    private static Said plan(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new String[arguments.length + 1];
        all[0] = "plan";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var status = Keyturn.commandLine(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Said(status, out.toString(), err.toString());
    }

    @Test
    void the_standard_input_is_planned_in_the_namespace_that_is_given() {
        assertThat(plan(KEY, "-f", "-", "-n", "till"))
                .returns(0, Said::status)
                .returns("", Said::err)
                .satisfies(said -> assertThat(said.out())
                        .startsWith(
                                "till/checkout (SuprSendApiKey)\n  now       the first key is issued, and published in"
                                        + " Secret checkout\n  next      "));
    }

    @Test
    void several_files_are_one_input() {
        var examples = Path.of(System.getProperty("keyturn.repository"), "examples");

        assertThat(plan(
                        KEY.replace("checkout}", "checkout, namespace: shop}"),
                        "-f",
                        examples.resolve("quickstart/key.yaml").toString(),
                        "-f",
                        "-"))
                .returns(1, Said::status)
                .satisfies(said -> assertThat(said.out()).contains("it stands there twice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"workspace: staging, rotaton: {}", "workspace: 'no/slug'"})
    void it_ends_with_1_where_one_cannot_be_used_and_says_all_the_same(String spec) {
        assertThat(plan(KEY.replace("workspace: staging", spec), "-f", "-"))
                .returns(1, Said::status)
                .returns("", Said::err)
                .satisfies(said -> assertThat(said.out()).contains("cannot be used: spec."));
    }

    @Test
    void it_ends_with_1_where_an_account_cannot_be_used() {
        assertThat(plan(
                        KEY
                                + "---\n{apiVersion: keyturn.dev/v1alpha1, kind: SuprSendAccount, metadata: {name: a}, spec: {b: c}}",
                        "-f",
                        "-"))
                .returns(1, Said::status)
                .satisfies(said -> assertThat(said.out())
                        .contains(
                                "default/a (SuprSendAccount)\n  cannot be used: spec.b is not a field of SuprSendAccount",
                                "0 that cannot be used"));
    }

    @Test
    void it_ends_with_2_and_one_sentence_where_there_is_no_answer() {
        assertThat(plan("kind: {", "-f", "-"))
                .isEqualTo(new Said(2, "", "keyturn: the standard input is no YAML, at line 1\n"));
        assertThat(plan("", "-f", "no/such/file"))
                .isEqualTo(new Said(2, "", "keyturn: there is no readable file no/such/file\n"));
        assertThat(plan("", "--config", "no/such/file"))
                .returns(2, Said::status)
                .satisfies(said -> assertThat(said.err()).startsWith("keyturn: "));
    }
}
