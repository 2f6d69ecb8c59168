package dev.keyturn.main;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was configured, setting by setting.
 *
 * @param tree as the file has it, with what the environment says put over it
 * @param wrong what is known to be wrong already
 * @param names what a person calls a setting that did not come from the file, by its path
 */
record Given(ObjectNode tree, List<String> wrong, Map<String, String> names) {

    private static final String ENDPOINT_NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    /** The value of a setting, where one is given that may stand there. */
    <T> Optional<T> find(Setting<T> setting) {
        return find(setting, tree);
    }

    /** The value of a setting that has one where nothing is said. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseGet(setting::standardValue);
    }

    /** What is said of endpoints, by their names; nothing said of one is an empty one. */
    Map<String, Endpoint> endpoints() {
        var endpoints = new LinkedHashMap<String, Endpoint>();
        tree.path(Catalogue.ENDPOINTS)
                .properties()
                .forEach(entry -> endpoints.put(
                        entry.getKey(),
                        new Endpoint(
                                entry.getValue() instanceof ObjectNode said
                                        ? said
                                        : JsonNodeFactory.instance.objectNode())));
        return endpoints;
    }

    /** One endpoint. */
    record Endpoint(ObjectNode tree) {
        <T> Optional<T> find(Setting<T> setting) {
            return Given.find(setting, tree);
        }

        <T> T get(Setting<T> setting) {
            return find(setting).orElseGet(setting::standardValue);
        }
    }

    private static <T> Optional<T> find(Setting<T> setting, ObjectNode tree) {
        var node = tree.at("/" + setting.path().replace('.', '/'));
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : setting.form().parse().apply(node);
    }

    /** All that is wrong with single settings. */
    List<String> errors() {
        var errors = new ArrayList<>(wrong);
        var rest = tree.deepCopy();
        var endpoints = rest.remove(Catalogue.ENDPOINTS);
        check("", "", rest, Catalogue.SETTINGS, errors);
        if (endpoints instanceof ObjectNode map) {
            map.properties().forEach(entry -> checkEndpoint(entry.getKey(), entry.getValue(), errors));
        } else if (endpoints != null && !endpoints.isNull()) {
            errors.add(Catalogue.ENDPOINTS + " must be a map of endpoints by their names");
        }
        return errors;
    }

    private void checkEndpoint(String name, JsonNode endpoint, List<String> errors) {
        Check.that(
                name.matches(ENDPOINT_NAME),
                errors,
                "the name of an endpoint must be at most 63 of a-z, 0-9 and -, with none of - at its ends: not "
                        + shown(name));
        var at = Catalogue.ENDPOINTS + "." + shown(name) + ".";
        if (endpoint instanceof ObjectNode map) {
            check(at, "", map, Catalogue.OF_ENDPOINTS, errors);
        } else if (!endpoint.isNull()) {
            errors.add(Catalogue.ENDPOINTS + "." + shown(name) + " must be a map of settings");
        }
    }

    private void check(String at, String group, ObjectNode map, List<Setting<?>> known, List<String> errors) {
        map.properties().forEach(entry -> {
            var path = group + entry.getKey();
            var setting = known.stream().filter(one -> one.path().equals(path)).findFirst();
            var isGroup = known.stream().anyMatch(one -> one.path().startsWith(path + "."));
            if (setting.isPresent()) {
                check(at + path, setting.get(), entry.getValue(), errors);
            } else if (!isGroup) {
                errors.add("there is no setting " + at + shown(path) + "; known here: " + namesIn(at, group, known));
            } else if (entry.getValue() instanceof ObjectNode inside) {
                check(at, path + ".", inside, known, errors);
            } else if (!entry.getValue().isNull()) {
                errors.add(at + path + " must be a map of settings");
            }
        });
    }

    private void check(String path, Setting<?> setting, JsonNode value, List<String> errors) {
        Check.that(
                value.isNull() || setting.form().parse().apply(value).isPresent(),
                errors,
                names.getOrDefault(path, path) + " must be " + setting.demand());
    }

    private static String namesIn(String at, String group, List<Setting<?>> known) {
        var names = known.stream()
                .map(Setting::path)
                .filter(path -> path.startsWith(group))
                .map(path -> path.substring(group.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        if (at.isEmpty() && group.isEmpty()) {
            names.add(Catalogue.ENDPOINTS);
        }
        return String.join(", ", names);
    }

    /** A name that nobody knows may be a value that went astray. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,63}")
                ? name
                : "\"" + name.replaceAll("[^A-Za-z0-9_.-]", "?").substring(0, Math.min(8, name.length())) + "…\"";
    }
}
