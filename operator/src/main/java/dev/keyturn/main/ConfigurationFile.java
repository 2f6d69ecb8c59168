package dev.keyturn.main;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration from its file and from the environment, which wins. */
final class ConfigurationFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ConfigurationFile() {}

    /** What is said there; what cannot be read is among the errors. */
    static Given read(Optional<Path> file, Map<String, String> environment) {
        var wrong = new ArrayList<String>();
        var tree = file.map(path -> document(path, wrong)).orElseGet(YAML::createObjectNode);
        return new Environment(environment).over(tree, wrong);
    }

    /** The same of a configuration that was not written down. */
    static Given of(Configuration configuration) {
        return new Given(YAML.valueToTree(configuration), List.of(), Map.of());
    }

    private static ObjectNode document(Path file, List<String> wrong) {
        if (Files.isDirectory(file)) {
            return nothing(file + " is a folder; give the file in it", wrong);
        }
        if (!Files.isReadable(file)) {
            return nothing("there is no readable file " + file, wrong);
        }
        try {
            return map("the file", Files.readString(file), wrong);
        } catch (IOException e) {
            return nothing("the file " + file + " is not text in UTF-8, or cannot be read", wrong);
        }
    }

    /** The only document of a YAML text; one that says nothing is an empty map, and so is one that is wrong. */
    static ObjectNode map(String source, String text, List<String> wrong) {
        var documents = new ArrayList<JsonNode>();
        try (var parser = YAML.createParser(text)) {
            for (JsonNode next = YAML.readTree(parser); next != null; next = YAML.readTree(parser)) {
                documents.add(next);
            }
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null
                    ? ""
                    : ", at line " + e.getLocation().getLineNr();
            return nothing(
                    e.getOriginalMessage().startsWith("Duplicate field")
                            ? source + " says one thing twice" + line + "; keep one of the two"
                            : source + " is no YAML" + line,
                    wrong);
        } catch (IOException e) {
            return nothing(source + " cannot be read", wrong);
        }
        documents.removeIf(document -> document.isNull() || document.isMissingNode());
        if (documents.size() > 1) {
            return nothing(source + " has more than one document; keep one, without --- after it", wrong);
        }
        if (documents.isEmpty()) {
            return YAML.createObjectNode();
        }
        return documents.getFirst() instanceof ObjectNode given
                ? given
                : nothing(source + " must be a map: lines of <name>: <value>", wrong);
    }

    private static ObjectNode nothing(String error, List<String> wrong) {
        wrong.add(error);
        return YAML.createObjectNode();
    }
}
