package dev.keyturn.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What happened and when, one line each, as it happens. */
final class Timeline {

    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";
    private static final String RESET = "\033[0m";

    private final PrintWriter out;
    private final boolean styled;
    private final long start = System.nanoTime();
    private boolean blank;

    /**
     * Time runs from here on.
     *
     * @param styled for a terminal
     */
    Timeline(PrintWriter out, boolean styled) {
        this.out = out;
        this.styled = styled;
    }

    /** A new act. */
    void act(String title) {
        print("");
        print(in(BOLD, title));
    }

    /** Something that just happened. */
    void tell(String word, String text) {
        print(in(DIM, time()) + "  " + in(BOLD, "%-10s".formatted(word)) + " " + text);
    }

    /** Lines that stand as they are, under what was told last. */
    void show(String block) {
        print("");
        block.lines().forEach(line -> print("              " + line));
        print("");
    }

    /** Text from the margin on. */
    void say(String text) {
        text.lines().forEach(this::print);
    }

    /** One empty line after another says no more than one. */
    private void print(String line) {
        if (!line.isEmpty() || !blank) {
            out.println(line.stripTrailing());
            out.flush();
        }
        blank = line.isEmpty();
    }

    private String time() {
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        return String.format(Locale.ROOT, "%7.1f s", elapsed.toMillis() / 1000.0);
    }

    private String in(String style, String text) {
        return styled ? style + text + RESET : text;
    }
}
