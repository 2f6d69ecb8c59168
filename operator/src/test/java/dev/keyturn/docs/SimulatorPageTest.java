package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator's page: it starts, and what a person does with curl it understands. */
@Tag("dist")
final class SimulatorPageTest {

    private static final String PAGE = "examples/simulator/README.md";
    private static final String HUMAN = "Be the human";
    private static final Stretch STARTS = Stretch.of(PAGE, "Start it", "bin/simulator");

    static final List<Stretch> CHOSEN = List.of(STARTS, Stretch.of(PAGE, HUMAN), Stretch.of(PAGE, "Order a fault"));

    @Test
    void everything_that_the_page_does_with_curl_is_understood(@TempDir Path dir) {
        var ports = new Ports();
        try (var checkout = Checkout.in(dir.resolve("checkout"));
                var first = Terminal.open(checkout.root(), dir.resolve("first"), Map.of("HOME", dir.toString()));
                var second = Terminal.open(checkout.root(), dir.resolve("second"), Map.of("HOME", dir.toString()))) {
            var reader = new Reader(checkout, first, CHOSEN, ports.filledIn());
            // Else curl ends well whatever was answered.
            first.type("curl() { command curl --no-progress-meter --fail-with-body \"$@\"; }")
                    .orFail();
            reader.starts(STARTS, second, ports.ofTheSimulator());
            second.awaitShown(Pattern.compile("(service token) "));

            reader.types(Stretch.of(PAGE, HUMAN, "control="));
            var made = reader.types(Stretch.of(PAGE, HUMAN, "by-hand")).stdout();
            reader.fillsIn("ws_apik_…", field("id", made));
            reader.fillsIn("SS.…", field("api_key", made));
            assertThat(reader.types(Stretch.of(PAGE, HUMAN, "$control/keys  ")).stdout())
                    .contains(field("id", made))
                    .doesNotContain(field("api_key", made));
            assertThat(reader.types(Stretch.of(PAGE, HUMAN, "accepts")).stdout())
                    .contains("true");
            reader.types(Stretch.of(PAGE, HUMAN, "DELETE"));
            assertThat(reader.types(Stretch.of(PAGE, HUMAN, "accepts")).stdout())
                    .contains("false");
            reader.types(Stretch.of(PAGE, HUMAN, "tokens"));
            assertThat(reader.types(Stretch.of(PAGE, HUMAN, "calls")).stdout()).startsWith("[");
            assertThat(reader.types(Stretch.of(PAGE, HUMAN, "suspicions")).stdout())
                    .startsWith("[]");

            reader.types(PAGE, "Order a fault");
            assertThat(reader.untyped()).isEmpty();
        }
    }

    private static String field(String name, String json) {
        var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        assertThat(found.find()).as("%s in what was made", name).isTrue();
        return found.group(1);
    }
}
