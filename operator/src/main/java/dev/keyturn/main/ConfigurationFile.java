package dev.keyturn.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ConfigurationFile() {}

    static Configuration read(Optional<Path> file, Map<String, String> environment)
            throws IOException, Options.InvalidException {
        try {
            var tree = YAML.createObjectNode();
            if (file.isPresent()) {
                if (!Files.isReadable(file.get())) {
                    throw new Options.InvalidException(List.of("there is no readable file " + file.get()));
                }
                if (YAML.readTree(file.get().toFile()) instanceof ObjectNode given) {
                    tree.setAll(given);
                }
            }
            override(tree, environment);
            return YAML.treeToValue(tree, Configuration.class);
        } catch (UnrecognizedPropertyException e) {
            throw new Options.InvalidException(List.of("there is no setting " + path(e) + "; known here: "
                    + e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))));
        } catch (JsonMappingException e) {
            throw new Options.InvalidException(List.of("the setting " + path(e) + " has a value of the wrong type"));
        } catch (JsonProcessingException e) {
            throw new Options.InvalidException(
                    List.of("the file is no YAML, at line " + e.getLocation().getLineNr()));
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static void override(ObjectNode tree, Map<String, String> environment) throws JsonProcessingException {
        for (var setting : SETTINGS) {
            var value = environment.get(PREFIX + setting.replace('.', '_').toUpperCase(Locale.ROOT));
            if (value == null) {
                continue;
            }
            var dot = setting.indexOf('.');
            var place = dot < 0 ? tree : tree.withObjectProperty(setting.substring(0, dot));
            place.put(setting.substring(dot + 1), value);
        }
        var endpoints = environment.get(PREFIX + "ENDPOINTS");
        if (endpoints != null) {
            tree.set("endpoints", YAML.readTree(endpoints));
        }
        var watched = environment.get(PREFIX + "WATCHNAMESPACES");
        if (watched != null) {
            var names = tree.putArray("watchNamespaces");
            NAMES.splitAsStream(watched).filter(name -> !name.isEmpty()).forEach(names::add);
        }
    }
}
