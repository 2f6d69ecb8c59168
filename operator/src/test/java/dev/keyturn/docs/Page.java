package dev.keyturn.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page in Markdown, as far as it has something to type or to write to a file. */
final class Page {

    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)");
    private static final Pattern HEADING = Pattern.compile("#+ +(.*)");
    /** The head of what kubectl prints for a list. */
    private static final Pattern TABLE = Pattern.compile("NAME {2,}[A-Z]");

    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<(\\w+)");
    private static final String PROMPT = "$ ";
    private static final List<String> PROGRAMS = List.of("kubectl ", "helm ", "read ");

    private final String path;
    private final List<Typed> commands = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /** What stands between two fences. */
    record Block(String language, String section, int line, List<String> lines) {}

    private Page(String path) {
        this.path = path;
    }

    /** The page at this path of a checkout. */
    static Page read(Path checkout, String path) {
        try {
            var page = new Page(path);
            page.split(Files.readAllLines(checkout.resolve(path)));
            for (var block : page.blocks) {
                if (block.language().equals("sh")) {
                    page.script(block, _ -> true);
                } else if (block.language().isEmpty()) {
                    page.session(block);
                }
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What helm prints at the end of an installation, where a command is a line that begins as one. */
    static Page notes(String printed) {
        var page = new Page("helm's notes");
        page.script(
                new Block("sh", "", 1, printed.lines().toList()),
                line -> PROGRAMS.stream().anyMatch(line::startsWith));
        return page;
    }

    /** In the order in which they stand there. */
    List<Typed> commands() {
        return commands;
    }

    /** Of all blocks; none is the empty one. */
    Set<String> languages() {
        return blocks.stream().map(Block::language).collect(Collectors.toSet());
    }

    /** In the order in which they stand there. */
    List<Block> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The only block of this language in a section that begins with these words. */
    String block(String language, String section, String words) {
        var found = blocks.stream()
                .filter(block -> block.language().equals(language)
                        && block.section().equals(section)
                        && block.lines().getFirst().startsWith(words))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("%d blocks of %s under \"%s\" of %s begin with \"%s\""
                    .formatted(found.size(), language, section, path, words));
        }
        return String.join("\n", found.getFirst().lines()) + "\n";
    }

    private void split(List<String> lines) {
        var section = "";
        var inside = new ArrayList<String>();
        var language = "";
        var begin = 0;
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            var fence = FENCE.matcher(line);
            var heading = HEADING.matcher(line);
            if (fence.matches()) {
                if (begin > 0) {
                    blocks.add(new Block(language, section, begin, List.copyOf(inside)));
                    begin = 0;
                } else {
                    begin = number + 1;
                    language = fence.group(1);
                    inside.clear();
                }
            } else if (begin > 0) {
                inside.add(line);
            } else if (heading.matches()) {
                section = heading.group(1);
            }
        }
        if (begin > 0) {
            throw new AssertionError(path + ":" + begin + " is not closed");
        }
    }

    /** A command ends with its line, or with its here-document. */
    private void script(Block block, Predicate<String> isCommand) {
        var lines = block.lines();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isBlank() || line.strip().startsWith("#") || !isCommand.test(line)) {
                continue;
            }
            var first = block.line() + i;
            var command = new StringBuilder(line);
            var here = HERE_DOCUMENT.matcher(line);
            if (here.find()) {
                do {
                    command.append('\n').append(lines.get(++i));
                } while (!lines.get(i).equals(here.group(1)));
            }
            commands.add(new Typed(path, block.section(), first, command.toString(), List.of()));
        }
    }

    /** Commands behind a prompt, each followed by what it prints; without a prompt, what the command before it prints. */
    private void session(Block block) {
        var lines = block.lines();
        if (TABLE.matcher(lines.getFirst()).lookingAt() && !commands.isEmpty()) {
            var last = commands.removeLast();
            commands.add(new Typed(path, last.section(), last.line(), last.command(), lines));
        }
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(PROMPT)) {
                var shown = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(line -> !line.isBlank() && !line.startsWith(PROMPT))
                        .toList();
                commands.add(new Typed(
                        path, block.section(), block.line() + i, lines.get(i).substring(PROMPT.length()), shown));
            }
        }
    }
}
