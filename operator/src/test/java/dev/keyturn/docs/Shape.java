package dev.keyturn.docs;

import java.util.List;
import java.util.regex.Pattern;

/** Whether what was printed looks like what a page shows: ages and instants differ, columns and words do not. */
final class Shape {

    private static final Pattern COLUMNS = Pattern.compile(" {2,}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final Pattern AGE = Pattern.compile("(\\d+[dhms])+");

    private Shape() {}

    static void check(Typed command, List<String> shown, String printed) {
        var lines = printed.strip().lines().toList();
        if (!shown.isEmpty() && !shapes(shown).equals(shapes(lines))) {
            throw new AssertionError("%s\nprints\n%s\nand the page shows\n%s"
                    .formatted(command.place(), String.join("\n", lines), String.join("\n", shown)));
        }
    }

    /** Each line with its varying words named by their kind. */
    private static List<String> shapes(List<String> lines) {
        return lines.stream().map(Shape::shape).toList();
    }

    private static String shape(String line) {
        return COLUMNS.splitAsStream(line.strip())
                .map(word -> INSTANT.matcher(word).matches()
                        ? "INSTANT"
                        : AGE.matcher(word).matches() ? "AGE" : word)
                .toList()
                .toString();
    }
}
