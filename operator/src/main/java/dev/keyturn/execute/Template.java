package dev.keyturn.execute;

import dev.keyturn.port.Material;
import dev.keyturn.port.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Entries of the published Secret: {@code {{field}}} stands for a field of the material, and nothing else is replaced. */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z]+)\\s*}}");

    private Template() {}

    /** The entries with the values of one key. */
    static Map<String, Secret> render(Map<String, String> data, Material material) {
        var rendered = new LinkedHashMap<String, Secret>();
        data.forEach((entry, text) -> rendered.put(entry, render(text, material)));
        return rendered;
    }

    private static Secret render(String text, Material material) {
        var result = new StringBuilder();
        var matcher = PLACEHOLDER.matcher(text);
        var from = 0;
        while (matcher.find()) {
            result.append(text, from, matcher.start());
            material.field(matcher.group(1)).lendText(result::append);
            from = matcher.end();
        }
        return Secret.ofText(result.append(text, from, text.length()).toString());
    }
}
