package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.docs.Made;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md}: its tables are made of the settings, and what it shows can be used as it stands. */
final class ConfigurationPageTest {

    private static final String PAGE = "configuration.md";
    private static final String BEGIN = "<!-- made of the settings by `make docs` -->\n";
    private static final String END = "<!-- end of what is made of the settings -->";
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    @Test
    void its_tables_are_made_of_the_settings() throws IOException {
        var made = new StringBuilder(
                "\n## Settings\n\n| setting | variable | takes | default | what for |\n|---|---|---|---|---|\n");
        Catalogue.SETTINGS.forEach(setting -> made.append(row(setting, "`" + setting.variable() + "` | ")));
        made.append(
                        "\n## Settings of an endpoint\n\nEach under `endpoints.<name>`; `cloud` is built in, and may be said otherwise. As a variable: `")
                .append(Catalogue.ENDPOINTS_VARIABLE)
                .append("`, the whole map as YAML.\n\n| setting | takes | default | what for |\n|---|---|---|---|\n");
        Catalogue.OF_ENDPOINTS.forEach(setting -> made.append(row(setting, "")));
        made.append("\n## Other variables\n\n| variable | what for |\n|---|---|\n");
        Catalogue.OTHER_VARIABLES.forEach(
                (name, meaning) -> made.append("| `%s` | %s |\n".formatted(name, Made.cell(meaning))));

        Made.check(PAGE, BEGIN, END, made.append('\n').toString());
    }

    private static String row(Setting<?> setting, String variable) {
        var otherwise = setting.standard().isPresent()
                ? setting.otherwise().isEmpty() ? "empty" : "`" + setting.otherwise() + "`"
                : Made.cell(setting.otherwise());
        return "| `%s` | %s%s | %s | %s |\n"
                .formatted(
                        setting.path(),
                        variable,
                        Made.cell(setting.form().takes()),
                        otherwise,
                        Made.cell(setting.meaning()));
    }

    @Test
    void the_whole_file_says_the_defaults() throws IOException {
        var given = examples().getFirst();

        assertThat(given.errors()).isEmpty();
        assertThat(Catalogue.SETTINGS.stream()
                        .filter(setting -> setting.standard().isPresent()))
                .allSatisfy(setting -> assertThat(given.find(setting).map(Object::toString))
                        .as(setting.path())
                        .contains(setting.standardValue().toString()));
    }

    @Test
    void every_example_can_be_used() throws Exception {
        assertThat(examples()).hasSizeGreaterThan(1);
        for (var given : examples()) {
            assertThat(Options.of(given, Optional.empty())).isNotNull();
        }
    }

    @Test
    void what_it_shows_of_a_refusal_is_what_the_program_says() throws IOException {
        var given = new Environment(Map.of("KEYTURN_LOG_LEVEL", "LOUD"))
                .over(
                        ConfigurationFile.map("", "http: {prot: 1}\nrotation: {checkEvery: daily}", new ArrayList<>()),
                        List.of());

        assertThat(Made.read(PAGE)).contains(new Options.InvalidException(given.errors()).getMessage());
    }

    private static List<Given> examples() throws IOException {
        return YAML.matcher(Made.read(PAGE))
                .results()
                .map(block -> {
                    var wrong = new ArrayList<String>();
                    return new Environment(Map.of())
                            .over(ConfigurationFile.map("the example", block.group(1), wrong), wrong);
                })
                .toList();
    }
}
