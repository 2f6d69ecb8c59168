package dev.keyturn.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With {@code -Dkeyturn.crds.write=true} the definitions are written before they are compared. */
final class DefinitionsTest {

    private static final Path COMMITTED = Path.of(System.getProperty("keyturn.repository"), "crds");

    @Test
    void the_committed_definitions_are_what_the_classes_say() throws IOException {
        var generated = Definitions.files();

        if (Boolean.getBoolean("keyturn.crds.write")) {
            write(generated);
        }

        var committed = committed();
        assertThat(Stream.concat(generated.keySet().stream(), committed.keySet().stream())
                        .filter(file -> !Objects.equals(generated.get(file), committed.get(file)))
                        .distinct())
                .as("files in crds/ that are not what the classes say: run `make crds`")
                .isEmpty();
    }

    private static void write(Map<String, String> files) throws IOException {
        for (var stale : committed().keySet()) {
            if (!files.containsKey(stale)) {
                Files.delete(COMMITTED.resolve(stale));
            }
        }
        for (var file : files.entrySet()) {
            Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> committed() throws IOException {
        var files = new TreeMap<String, String>();
        try (var found = Files.newDirectoryStream(COMMITTED, "*.yaml")) {
            for (var file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
