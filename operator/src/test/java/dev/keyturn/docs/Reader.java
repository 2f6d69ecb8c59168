package dev.keyturn.docs;

import dev.keyturn.cluster.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody who reads what he has chosen of the pages, and types it as it stands there. */
final class Reader {

    private static final Logger log = LoggerFactory.getLogger(Reader.class);

    private final Checkout checkout;
    private final Terminal terminal;
    private final List<Stretch> chosen;
    private final Map<String, String> filledIn = new LinkedHashMap<>();
    private final Set<String> typed = new LinkedHashSet<>();

    /**
     * @param chosen all that he is going to type, nothing else
     * @param filledIn what he types in place of what only he can know
     */
    Reader(Checkout checkout, Terminal terminal, List<Stretch> chosen, Map<String, String> filledIn) {
        this.checkout = checkout;
        this.terminal = terminal;
        this.chosen = chosen;
        this.filledIn.putAll(filledIn);
    }

    /** Types all of a section that he has chosen. */
    Output types(String page, String section, String... pasted) {
        return types(Stretch.of(page, section), pasted);
    }

    /**
     * Types these commands, one after the other.
     *
     * @param pasted what the only command that asks for something is given
     * @return what the last one printed
     * @throws AssertionError when one of them fails, or prints another table than the page shows
     */
    Output types(Stretch stretch, String... pasted) {
        return types(commands(stretch), pasted);
    }

    /** Does what helm's notes say, from the command that begins with the one of these words to before the one of the others. */
    Output follows(Page notes, String from, String before, String... pasted) {
        return types(
                notes.commands().stream()
                        .dropWhile(command -> !command.command().startsWith(from))
                        .takeWhile(command -> !command.command().startsWith(before))
                        .toList(),
                pasted);
    }

    private Output types(List<Typed> commands, String... pasted) {
        var last = new Output(0, "", "");
        for (var command : commands) {
            var filled = fill(command.command());
            var asks = filled.contains("read -rs");
            var began = System.nanoTime();
            last = terminal.type(filled, asks ? pasted : new String[0]);
            log.info("{} ms: {}", (System.nanoTime() - began) / 1_000_000, command.place());
            if (last.exitCode() != 0) {
                throw new AssertionError(
                        "%s\nends with %d:\n%s".formatted(command.place(), last.exitCode(), last.stdout()));
            }
            Shape.check(command, command.shown(), last.stdout());
        }
        return last;
    }

    /** A command that stays in the foreground of a terminal of its own. */
    void starts(Stretch stretch, Terminal own, String arguments) {
        var commands = commands(stretch);
        if (commands.size() != 1) {
            throw new AssertionError(stretch + " is no single command: " + commands);
        }
        own.start(fill(commands.getFirst().command()) + arguments);
    }

    private List<Typed> commands(Stretch stretch) {
        var found = Page.read(Checkout.REPOSITORY, stretch.page()).commands().stream()
                .filter(stretch::has)
                .filter(command -> chosen.stream().anyMatch(one -> one.has(command)))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("nothing chosen to type in " + stretch);
        }
        found.forEach(command -> typed.add(command.place()));
        return found;
    }

    /** From now on he types this in place of that. */
    void fillsIn(String placeholder, String value) {
        filledIn.put(placeholder, value);
    }

    /** A file as a block of a page gives it. */
    void writes(String file, String page, String section, String words) {
        checkout.write(file, fill(Page.read(Checkout.REPOSITORY, page).block("yaml", section, words)));
    }

    String fill(String text) {
        var filled = text;
        for (var entry : filledIn.entrySet()) {
            filled = filled.replace(entry.getKey(), entry.getValue());
        }
        return filled;
    }

    /** What he has chosen and not typed; a story that is told to its end leaves nothing. */
    List<String> untyped() {
        var left = new ArrayList<String>();
        for (var stretch : chosen) {
            Page.read(Checkout.REPOSITORY, stretch.page()).commands().stream()
                    .filter(stretch::has)
                    .map(Typed::place)
                    .filter(place -> !typed.contains(place))
                    .forEach(left::add);
        }
        return left;
    }
}
