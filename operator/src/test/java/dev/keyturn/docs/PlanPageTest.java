package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.kube.Right;
import dev.keyturn.kube.Rights;
import dev.keyturn.kube.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@code docs/calendars.md} names the rights that {@code keyturn plan} needs, and no others. */
final class PlanPageTest {

    private static final String HOME = "home";
    private static final String SHOP = "shop";
    private static final Pattern RESOURCE = Pattern.compile("`([a-z]+)`");

    private static final Set<Right> NEEDED =
            Rights.toPlan(new Settings(HOME, HOME, Set.of(SHOP), true, Map.of()), Optional.of(SHOP));

    @ParameterizedTest
    @CsvSource({"with the credentials, shop", "at home, home", "in the cluster, ''"})
    void a_row_has_the_rights_of_its_place(String place, String namespace) throws IOException {
        var row = Made.read("calendars.md")
                .lines()
                .filter(line -> line.startsWith("| " + place + " |"))
                .findFirst()
                .orElseThrow();

        assertThat(said(row.split("\\|", -1)[2]))
                .isEqualTo(needed(right -> right.namespace().equals(namespace)));
    }

    /** Verbs, then what they are about, and so on after each semicolon. */
    private static Set<String> said(String cell) {
        return Arrays.stream(cell.split(";"))
                .flatMap(part -> RESOURCE.matcher(part)
                        .results()
                        .flatMap(found -> Arrays.stream(
                                        part.substring(0, part.indexOf('`')).split("\\W+"))
                                .filter(word -> word.equals("get") || word.equals("list"))
                                .map(verb -> verb + " " + found.group(1))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> needed(Predicate<Right> which) {
        return NEEDED.stream()
                .filter(which)
                .map(right -> right.verb() + " " + right.resource())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
