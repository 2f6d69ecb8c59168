package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.port.Names;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/annotations.md} has every label and annotation that the program reads or writes, and no other one of its own. */
final class AnnotationsPageTest {

    /** Its own with their prefix, and those that it shares with others. */
    private static final Pattern NAME =
            Pattern.compile("`(" + Pattern.quote(Names.GROUP) + "/[a-z-]+|" + Pattern.quote(Names.MANAGED_BY) + ")");

    @Test
    void every_name_stands_there() throws IOException {
        var written = NAME.matcher(Made.read("annotations.md"))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).isEqualTo(names());
    }

    private static Set<String> names() {
        return Stream.of(Names.class.getFields())
                .map(field -> {
                    try {
                        return String.valueOf(field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .filter(name -> name.contains("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
