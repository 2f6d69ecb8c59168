package dev.keyturn.main;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings that stand in the environment, put over those of the file. */
final class Environment {

    private final Map<String, String> variables;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> names = new TreeMap<>();

    Environment(Map<String, String> all) {
        variables = new TreeMap<>(all);
        variables.keySet().removeIf(name -> !name.startsWith(Setting.PREFIX));
        variables.keySet().removeAll(ServiceLinks.in(all));
        variables.keySet().removeAll(Catalogue.OTHER_VARIABLES.keySet());
    }

    /** What is configured by both. */
    Given over(ObjectNode file, List<String> wrongInFile) {
        var tree = file.deepCopy();
        wrong.addAll(wrongInFile);
        for (var setting : Catalogue.SETTINGS) {
            take(setting.variable()).ifPresent(text -> put(tree, setting, text));
        }
        take(Catalogue.ENDPOINTS_VARIABLE)
                .ifPresent(text -> tree.set(
                        Catalogue.ENDPOINTS, ConfigurationFile.map(Catalogue.ENDPOINTS_VARIABLE, text, wrong)));
        variables.keySet().forEach(unknown -> wrong.add("there is no setting " + unknown + meant(unknown)));
        return new Given(tree, wrong, names);
    }

    private Optional<String> take(String variable) {
        return Optional.ofNullable(variables.remove(variable));
    }

    /** Where the file has something else than a group, that is what is wrong. */
    private void put(ObjectNode tree, Setting<?> setting, String text) {
        var dot = setting.path().indexOf('.');
        var group = dot < 0 ? "" : setting.path().substring(0, dot);
        var standing = tree.get(group);
        if (group.isEmpty()) {
            tree.put(setting.path(), text);
        } else if (standing == null || standing.isNull()) {
            tree.putObject(group).put(setting.path().substring(dot + 1), text);
        } else if (standing instanceof ObjectNode map) {
            map.put(setting.path().substring(dot + 1), text);
        }
        names.put(setting.path(), setting.variable());
    }

    private static String meant(String unknown) {
        var bare = unknown.replace("_", "");
        return Catalogue.SETTINGS.stream()
                .map(Setting::variable)
                .filter(variable -> variable.replace("_", "").equals(bare))
                .findFirst()
                .map(variable -> "; did you mean " + variable + "?")
                .orElse("; keyturn run --help lists all");
    }
}
