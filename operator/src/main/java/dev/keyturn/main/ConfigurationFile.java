package dev.keyturn.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the configuration from its file and from the environment, which wins. */
final class ConfigurationFile {

    private static final String PREFIX = "KEYTURN_";

    /** Settings that are one value; the endpoints are one in the environment, too, as YAML. */
    private static final List<String> SETTINGS = List.of(
            "operatorNamespace",
            "keyringNamespace",
            "installation",
            "clusterAccounts",
            "maxConcurrentReconciles",
            "rotation.shortestInterval",
            "rotation.keysPerDay",
            "rotation.emergencyKeysPerDay",
            "rotation.checkEvery",
            "rotation.overdueAfter",
            "rotation.deletionDelay",
            "http.port",
            "leaderElection.enabled",
            "leaderElection.leaseDuration",
            "leaderElection.renewDeadline",
            "leaderElection.retryPeriod");

    private static final Pattern NAMES = Pattern.compile("[,\\s]+");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ConfigurationFile() {}

    static Configuration read(Optional<Path> file, Map<String, String> environment) throws Options.InvalidException {
        var tree = file.isPresent() ? document(file.get()) : YAML.createObjectNode();
        override(tree, environment);
        try {
            return YAML.treeToValue(tree, Configuration.class);
        } catch (UnrecognizedPropertyException e) {
            throw invalid("there is no setting " + path(e) + "; known here: "
                    + e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        } catch (JsonMappingException e) {
            throw wrongType(path(e));
        } catch (JsonProcessingException e) {
            throw invalid("the configuration cannot be read");
        }
    }

    private static ObjectNode document(Path file) throws Options.InvalidException {
        if (Files.isDirectory(file)) {
            throw invalid(file + " is a folder; give the file in it");
        }
        if (!Files.isReadable(file)) {
            throw invalid("there is no readable file " + file);
        }
        try {
            return map("the file", Files.readString(file));
        } catch (IOException e) {
            throw invalid("the file " + file + " is not text in UTF-8, or cannot be read");
        }
    }

    /** The only document of a YAML text; one that says nothing is an empty map. */
    private static ObjectNode map(String source, String text) throws Options.InvalidException {
        var documents = new ArrayList<JsonNode>();
        try (var parser = YAML.createParser(text)) {
            for (JsonNode next = YAML.readTree(parser); next != null; next = YAML.readTree(parser)) {
                documents.add(next);
            }
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null
                    ? ""
                    : ", at line " + e.getLocation().getLineNr();
            throw invalid(
                    e.getOriginalMessage().startsWith("Duplicate field")
                            ? source + " says one thing twice" + line + "; keep one of the two"
                            : source + " is no YAML" + line);
        } catch (IOException e) {
            throw invalid(source + " cannot be read");
        }
        documents.removeIf(document -> document.isNull() || document.isMissingNode());
        if (documents.size() > 1) {
            throw invalid(source + " has more than one document; keep one, without --- after it");
        }
        if (documents.isEmpty()) {
            return YAML.createObjectNode();
        }
        if (documents.getFirst() instanceof ObjectNode given) {
            return given;
        }
        throw invalid(source + " must be a map: lines of <name>: <value>");
    }

    private static Options.InvalidException invalid(String error) {
        return new Options.InvalidException(List.of(error));
    }

    private static Options.InvalidException wrongType(String setting) {
        return invalid("the setting " + setting + " has a value of the wrong type");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static void override(ObjectNode tree, Map<String, String> environment) throws Options.InvalidException {
        for (var setting : SETTINGS) {
            var value = environment.get(PREFIX + setting.replace('.', '_').toUpperCase(Locale.ROOT));
            if (value == null) {
                continue;
            }
            var dot = setting.indexOf('.');
            var place = dot < 0 ? tree : group(tree, setting.substring(0, dot));
            place.put(setting.substring(dot + 1), value);
        }
        var endpoints = environment.get(PREFIX + "ENDPOINTS");
        if (endpoints != null) {
            tree.set("endpoints", map(PREFIX + "ENDPOINTS", endpoints));
        }
        var watched = environment.get(PREFIX + "WATCHNAMESPACES");
        if (watched != null) {
            var names = tree.putArray("watchNamespaces");
            NAMES.splitAsStream(watched).filter(name -> !name.isEmpty()).forEach(names::add);
        }
    }

    private static ObjectNode group(ObjectNode tree, String name) throws Options.InvalidException {
        return switch (tree.get(name)) {
            case null -> tree.putObject(name);
            case NullNode _ -> tree.putObject(name);
            case ObjectNode given -> given;
            default -> throw wrongType(name);
        };
    }
}
