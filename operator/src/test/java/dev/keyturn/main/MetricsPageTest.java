package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.docs.Made;
import dev.keyturn.plan.Reason;
import dev.keyturn.reconcile.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} has every metric of the program's own with its type and labels, and no other one. */
final class MetricsPageTest {

    private static final String PAGE = "metrics.md";

    /** {@code | `keyturn_a` | gauge | `b`, `c` | what for |}. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(keyturn_\\w+)` \\| (\\w+) \\| ([^|]*)\\|");

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (keyturn_\\w+) (\\w+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern NAME = Pattern.compile("keyturn_[a-z_]+");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE ([a-z]+_(?:[a-z]+_)?)");
    private static final Pattern SELECTED = Pattern.compile("(keyturn_[a-z_]+)\\{([^}]+)}");

    /** As the sources give it to Micrometer. */
    private static final Pattern REGISTERED = Pattern.compile("builder\\(\\s*\"(keyturn\\.[a-z.]+)\"");

    private final String scraped = scraped();

    @Test
    void the_table_has_what_is_registered() throws IOException {
        var written = ROW.matcher(Made.read(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " " + labels(Pattern.compile("`(\\w+)`"), row.group(3)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written)
                .isEqualTo(TYPE.matcher(scraped)
                        .results()
                        .map(type -> type.group(1) + " " + type.group(2) + " " + labels(LABEL, sample(type.group(1))))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Else the comparison above would not see it. */
    @Test
    void whatever_the_sources_register_was_counted_here() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(Path.of(System.getProperty("keyturn.repository"), "operator", "src", "main"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                REGISTERED.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }

        assertThat(names)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(scraped).contains("# TYPE " + name.replace('.', '_')));
    }

    @Test
    void alerts_ask_for_what_there_is() throws IOException {
        var page = Made.read(PAGE);
        var types = TYPE.matcher(scraped).results().map(type -> type.group(1)).toList();

        assertThat(NAME.matcher(page).results().map(name -> name.group().replaceFirst("_(count|sum)$", "")))
                .isNotEmpty()
                .isSubsetOf(types);
        assertThat(SELECTED.matcher(page).results())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(labels(LABEL, sample(asked.group(1))))
                        .containsAll(labels(Pattern.compile("(\\w+)=~?\""), asked.group(2))));
        assertThat(page)
                .contains("reason=~\""
                        + Arrays.stream(Reason.values())
                                .filter(Reason::needsAPerson)
                                .map(Reason::name)
                                .collect(Collectors.joining("|"))
                        + "\"");
    }

    @Test
    void what_libraries_bring_has_its_family() throws IOException {
        var page = Made.read(PAGE);

        assertThat(FAMILY.matcher(scraped).results().map(family -> family.group(1)))
                .filteredOn(family -> !family.startsWith("keyturn_"))
                .isNotEmpty()
                .allSatisfy(family -> assertThat(Stream.of(family, family.replaceFirst("_.*", "_")))
                        .anyMatch(name -> page.contains("`" + name + "`")));
    }

    private static String scraped() {
        try (var meters = new Meters()) {
            meters.leader(() -> true);
            meters.frozen(() -> false);
            meters.freezeMisread(() -> false);
            meters.clock(() -> Duration.ZERO);
            meters.called("cloud", "issue", "2xx", Duration.ofMillis(5));
            Counted.into(meters.registry());
            return meters.scrape();
        }
    }

    /** One line of a metric. */
    private String sample(String metric) {
        return scraped.lines()
                .filter(line -> line.matches(Pattern.quote(metric) + "(_count)?[{ ].*"))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> labels(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
