package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Entries of the published Secret: {@code {{field}}} stands for a field of the material, {@code {{previous.field}}} for one of the key
 * before, and nothing else is replaced.
 */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*((previous\\.)?([A-Za-z]+))\\s*}}");

    private Template() {}

    /** The entries with the values of one key, without those that show the key before: there is none. */
    static Map<String, Secret> render(Map<String, String> data, Material material) {
        return render(data, material, Optional.empty());
    }

    /** The entries with the values of one key and of the one before; what shows that one is left out where there is none. */
    static Map<String, Secret> render(Map<String, String> data, Material material, Optional<Material> previous) {
        var rendered = new LinkedHashMap<String, Secret>();
        data.forEach((entry, text) -> {
            if (!Demand.usesPrevious(text)) {
                rendered.put(entry, render(text, material, material));
            } else if (previous.isPresent()) {
                rendered.put(entry, render(text, material, previous.get()));
            }
        });
        return rendered;
    }

    /** The value that stands for the field, where the text has that placeholder once and no other; the reverse of rendering. */
    static Optional<Secret> extract(String text, String field, Secret rendered) {
        var matcher = PLACEHOLDER.matcher(text);
        if (!matcher.find() || !matcher.group(1).equals(field)) {
            return Optional.empty();
        }
        var before = text.substring(0, matcher.start());
        var after = text.substring(matcher.end());
        if (PLACEHOLDER.matcher(after).find()) {
            return Optional.empty();
        }
        return rendered.lendText(whole ->
                whole.startsWith(before) && whole.endsWith(after) && whole.length() > before.length() + after.length()
                        ? Optional.of(Secret.ofText(whole.substring(before.length(), whole.length() - after.length())))
                        : Optional.empty());
    }

    /** The names of the entries that are just the placeholder of the field. */
    static List<String> just(Map<String, String> data, String field) {
        return data.entrySet().stream()
                .filter(entry -> {
                    var matcher = PLACEHOLDER.matcher(entry.getValue());
                    return matcher.matches() && matcher.group(1).equals(field);
                })
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** All fields of a key, each from an entry that has its placeholder and otherwise literal text; empty where one cannot be told. */
    static Optional<Material> extracted(Map<String, String> data, List<String> fields, Map<String, Secret> rendered) {
        var found = new HashMap<String, Secret>();
        for (var field : fields) {
            data.entrySet().stream()
                    .flatMap(entry -> Stream.ofNullable(rendered.get(entry.getKey()))
                            .flatMap(value -> extract(entry.getValue(), field, value).stream()))
                    .findFirst()
                    .ifPresent(value -> found.put(field, value));
        }
        return found.size() == fields.size() ? Optional.of(new Material(found)) : Optional.empty();
    }

    private static Secret render(String text, Material material, Material previous) {
        var result = new StringBuilder();
        var matcher = PLACEHOLDER.matcher(text);
        var end = 0;
        while (matcher.find()) {
            result.append(text, end, matcher.start());
            var from = matcher.group(2) == null ? material : previous;
            from.field(matcher.group(3)).lendText(result::append);
            end = matcher.end();
        }
        return Secret.ofText(result.append(text, end, text.length()).toString());
    }
}
