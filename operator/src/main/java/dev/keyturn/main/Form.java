package dev.keyturn.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyturn.plan.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What may stand behind a setting.
 *
 * @param takes goes on after "must be" in what a person reads
 * @param parse empty for what may not stand there; a variable of the environment comes as a text
 */
record Form<T>(String takes, Function<JsonNode, Optional<T>> parse) {

    static final String NAMESPACE = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private static final Pattern BETWEEN_NAMES = Pattern.compile("[,\\s]+");

    /** The value that a text stands for. */
    Optional<T> parse(String text) {
        return parse.apply(TextNode.valueOf(text));
    }

    /** Of one line. */
    static Form<String> text(String takes) {
        return text(takes, ".*");
    }

    static Form<String> text(String takes, String pattern) {
        return new Form<>(takes, node -> scalar(node).filter(text -> text.matches(pattern)));
    }

    static Form<String> oneOf(String... words) {
        var list = List.of(words);
        return new Form<>(
                "one of " + String.join(", ", list), node -> scalar(node).filter(list::contains));
    }

    /** Of words in capitals that may be written small. */
    static Form<String> oneOfInCapitals(String... words) {
        var list = List.of(words);
        return new Form<>(
                "one of " + String.join(", ", list),
                node -> scalar(node).map(word -> word.toUpperCase(Locale.ROOT)).filter(list::contains));
    }

    static Form<Boolean> yesOrNo() {
        return new Form<>(
                "true or false",
                node -> scalar(node)
                        .filter(word -> word.equals("true") || word.equals("false"))
                        .map(Boolean::valueOf));
    }

    static Form<Integer> wholeNumber(int least, int most) {
        return new Form<>(
                "a whole number from %d to %d".formatted(least, most),
                node -> scalar(node)
                        .filter(text -> text.matches("0|-?[1-9][0-9]{0,8}"))
                        .map(Integer::valueOf)
                        .filter(number -> number >= least && number <= most));
    }

    static Form<Duration> duration(String least, String most) {
        var from = DurationText.parse(least).orElseThrow();
        var to = DurationText.parse(most).orElseThrow();
        return new Form<>(
                "a number and one unit of s, m, h, d, w, y, from %s to %s".formatted(least, most),
                node -> scalar(node)
                        .flatMap(DurationText::parse)
                        .filter(duration -> duration.compareTo(from) >= 0 && duration.compareTo(to) <= 0));
    }

    /** A list; in the environment parted by commas or white space. One that was left out, as in {@code [shop, ~]}, is none. */
    static Form<List<String>> namespaces() {
        return new Form<>("a list of names of namespaces", node -> {
            var names = node.isArray()
                    ? StreamSupport.stream(node.spliterator(), false)
                            .map(Form::scalar)
                            .map(name -> name.orElse(""))
                            .toList()
                    : scalar(node).stream()
                            .flatMap(BETWEEN_NAMES::splitAsStream)
                            .filter(name -> !name.isEmpty())
                            .toList();
            return (node.isArray() || node.isTextual()) && names.stream().allMatch(name -> name.matches(NAMESPACE))
                    ? Optional.of(List.copyOf(new TreeSet<>(names)))
                    : Optional.empty();
        });
    }

    private static Optional<String> scalar(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }
}
