package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where a page points to another one, or to a part of it, there is something. */
final class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    @Test
    void no_link_leads_nowhere() throws IOException {
        var dead = new ArrayList<String>();
        for (var page : EveryCommandTest.pages()) {
            var file = Checkout.REPOSITORY.resolve(page);
            LINK.matcher(Files.readString(file))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.matches("[a-z]+:.*") && !leads(file, link))
                    .forEach(link -> dead.add(page + " → " + link));
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leads(Path from, String link) {
        var parts = List.of(link.split("#", 2));
        var to = parts.getFirst().isEmpty()
                ? from
                : from.resolveSibling(parts.getFirst()).normalize();
        return Files.exists(to) && (parts.size() == 1 || hasAnchor(to, parts.get(1)));
    }

    /** As GitHub makes them. */
    private static boolean hasAnchor(Path page, String anchor) {
        try {
            return HEADING.matcher(Files.readString(page))
                    .results()
                    .map(heading -> heading.group(1)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N} _-]", "")
                            .replace(' ', '-'))
                    .anyMatch(anchor::equals);
        } catch (IOException e) {
            return false;
        }
    }
}
