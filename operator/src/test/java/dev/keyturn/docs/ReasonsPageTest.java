package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/reasons.md} has an entry for every reason, and for nothing else; each says what the word means and what to do. */
final class ReasonsPageTest {

    private static final Pattern ENTRY = Pattern.compile("(?ms)^### (.+?)\n(.*?)(?=^##|\\z)");
    private static final Pattern SAYS = Pattern.compile("(?s)\n[A-Z`].{20,}\\.\n\n\\*\\*What to do:\\*\\* .{5,}\\.\n+");

    @Test
    void every_reason_has_its_entry() throws IOException {
        assertThat(entries().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::name).toList());
    }

    @Test
    void each_says_what_it_means_and_what_to_do() throws IOException {
        assertThat(entries())
                .allSatisfy((reason, text) -> assertThat(text).as(reason).matches(SAYS));
    }

    private static Map<String, String> entries() throws IOException {
        var entries = new LinkedHashMap<String, String>();
        ENTRY.matcher(Made.read("reasons.md"))
                .results()
                .forEach(entry -> assertThat(entries.put(entry.group(1), entry.group(2)))
                        .as("%s a second time", entry.group(1))
                        .isNull());
        return entries;
    }
}
