package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on permissions names what the operator asks for, and nothing else. */
final class PermissionsPageTest {

    private static final Path PAGE = Path.of(System.getProperty("keyturn.repository"), "docs", "permissions.md");

    /** {@code | `a`, `b` | get, list | what for |}. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| ([a-z, ]+) \\| [^|]+ \\|$");

    @Test
    void each_right_stands_there_with_its_reason() throws IOException {
        var written = ROW.matcher(Files.readString(PAGE))
                .results()
                .flatMap(PermissionsPageTest::rights)
                .collect(Collectors.toCollection(TreeSet::new));
        var asked = Rights.of(new Settings("keyturn-system", "rings", Set.of("shop"), true, Map.of()), true).stream()
                .map(right ->
                        right.verb() + " " + right.resource() + (right.name().isEmpty() ? "" : " " + right.name()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).isEqualTo(asked);
    }

    private static Stream<String> rights(MatchResult row) {
        return Stream.of(row.group(1).replace("`", "").split(", "))
                .flatMap(resource -> Stream.of(row.group(2).split(", ")).map(verb -> verb + " " + resource));
    }
}
