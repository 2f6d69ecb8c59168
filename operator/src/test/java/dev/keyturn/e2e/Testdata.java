package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * The test data of examples/argocd, out of a stage: with {@code -Dkeyturn.testdata.write=true} a state is written before it is
 * compared with what is committed.
 */
final class Testdata {

    private static final Path FOLDER = Path.of(
            System.getProperty("keyturn.repository"), "examples", "argocd", "resource_customizations", "keyturn.dev");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    private final Stage stage;

    Testdata(Stage stage) {
        this.stage = stage;
    }

    /** Compares a resource with the file of its state. */
    void compare(String kind, String name, String state) {
        file(resource(kind, name), kind + "/testdata/" + state + ".yaml");
    }

    /** The same of a credential of the stage's kind. */
    void compare(String name, String state) {
        compare(stage.kind().resource(), name, state);
    }

    /** The same as the input of an action, and what the action should make of it. */
    void compareAction(String name, String state, String after, Consumer<ObjectNode> action) {
        compareAction(stage.kind().resource(), name, state, after, action);
    }

    /** The same of a resource of any kind. */
    void compareAction(String kind, String name, String state, String after, Consumer<ObjectNode> action) {
        var resource = resource(kind, name);
        file(resource, kind + "/actions/testdata/" + state + ".yaml");
        action.accept(resource);
        file(resource, kind + "/actions/testdata/" + after + ".yaml");
    }

    private ObjectNode resource(String kind, String name) {
        var found = stage.cluster
                .kubectl("get", kind + ".keyturn.dev", name, "-n", stage.shop, "-o", "json")
                .orFail();
        var places = new LinkedHashMap<String, String>();
        places.put(stage.accountName() + "-", "");
        places.put(stage.accountName(), "default");
        places.put(stage.home, "keyturn-system");
        places.put(stage.shop, "shop");
        try {
            return Normal.of((ObjectNode) JSON.readTree(found), places);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void file(ObjectNode resource, String path) {
        var file = FOLDER.resolve(path);
        try {
            var seen = YAML.writeValueAsString(resource);
            if (Boolean.getBoolean("keyturn.testdata.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, seen);
            }
            assertThat(file).as("run `make testdata`").exists();
            assertThat(seen)
                    .as(path + " is not what this run came to: run `make testdata`")
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
