package dev.keyturn.main;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The settings as {@code keyturn run --help} tells them. */
final class SettingsHelp {

    static final int WIDTH = 100;
    private static final String INDENT = "      ";

    private SettingsHelp() {}

    /** Made of the table that the settings are read by. */
    static String[] lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.addAll(
                wrapped(
                        "",
                        "Settings of the file, each with its variable in the environment, which wins over the file. An empty file is a whole"
                                + " configuration. What is unknown or wrong stops the start, with one message that names all of it."));
        Catalogue.SETTINGS.forEach(setting -> add(setting, setting.path(), setting.variable(), lines));
        lines.add("");
        lines.add("  " + Catalogue.ENDPOINTS + "   " + Catalogue.ENDPOINTS_VARIABLE);
        lines.addAll(wrapped(
                INDENT,
                "The outside systems, by the names that accounts call them; cloud is built in. Only here do hosts exist. The variable takes the"
                        + " whole map as YAML, in place of the file's. Of each endpoint:"));
        Catalogue.OF_ENDPOINTS.forEach(
                setting -> add(setting, Catalogue.ENDPOINTS + ".<name>." + setting.path(), "", lines));
        lines.add("");
        lines.add("Other variables:");
        Catalogue.OTHER_VARIABLES.forEach((name, meaning) -> {
            lines.add("");
            lines.add("  " + name);
            lines.addAll(wrapped(INDENT, meaning));
        });
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static void add(Setting<?> setting, String path, String variable, List<String> lines) {
        lines.add("");
        lines.add(("  " + path + "   " + variable).stripTrailing());
        lines.addAll(wrapped(INDENT, setting.meaning()));
        lines.addAll(wrapped(INDENT, "Takes " + setting.form().takes() + ". Default: " + standard(setting) + "."));
    }

    private static String standard(Setting<?> setting) {
        return setting.otherwise().isEmpty() ? "empty" : setting.otherwise();
    }

    private static List<String> wrapped(String indent, String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(indent);
        for (var word : Arrays.asList(text.split(" ", -1))) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > indent.length()) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
