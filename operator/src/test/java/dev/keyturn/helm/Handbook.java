package dev.keyturn.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** Commands as a page of the documents has them. */
final class Handbook {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private Handbook() {}

    /** The one command of the first block that follows these words. */
    static String command(String page, String words) {
        var text = read(page);
        var at = text.indexOf(words);
        if (at < 0) {
            throw new AssertionError(page + " does not say: " + words);
        }
        var block = BLOCK.matcher(text).region(at, text.length());
        if (!block.find() || block.group(1).strip().contains("\n")) {
            throw new AssertionError(page + " has no single command after: " + words);
        }
        return block.group(1).strip();
    }

    /** The arguments of a command line of kubectl, as a shell would split them. */
    static String[] kubectl(String command) {
        var words = WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        if (!words.getFirst().equals("kubectl")) {
            throw new AssertionError("no command of kubectl: " + command);
        }
        return List.copyOf(words.subList(1, words.size())).toArray(String[]::new);
    }

    private static String read(String page) {
        try {
            return Files.readString(Chart.repository("docs", page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
