package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What of the chart is made of other files; {@code make chart} writes it anew. */
final class ChartFilesTest {

    private static final String BEGIN = "<!-- made of values.yaml by `make chart` -->\n";
    private static final String END = "<!-- end of what is made of values.yaml -->\n";

    @Test
    void the_charts_definitions_are_those_of_crds() throws IOException {
        Committed.check(
                Chart.DIRECTORY.resolve("files/crds"), "*.yaml", Committed.read(Chart.repository("crds"), "*.yaml"));
    }

    @Test
    void the_readme_describes_the_values_as_their_file_does() throws IOException {
        var readme = Chart.DIRECTORY.resolve("README.md");
        var text = Files.readString(readme);
        var begin = text.indexOf(BEGIN) + BEGIN.length();
        var made = text.substring(0, begin) + table().markdown() + text.substring(text.indexOf(END));

        Committed.check(readme, made);
    }

    @Test
    void every_value_is_described() throws IOException {
        assertThat(table().withoutDescription()).isEmpty();
        assertThat(table().rows()).extracting(ValuesTable.Row::path).doesNotHaveDuplicates();
    }

    private static ValuesTable table() throws IOException {
        return new ValuesTable(Files.readString(Chart.DIRECTORY.resolve("values.yaml")));
    }
}
