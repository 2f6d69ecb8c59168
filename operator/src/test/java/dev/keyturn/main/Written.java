package dev.keyturn.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A configuration as a user writes it: lines of a file, and the variables beside it. */
final class Written {

    private Written() {}

    static Options read(Path dir, String yaml, Map<String, String> environment)
            throws IOException, Options.InvalidException {
        return Options.of(given(dir, yaml, environment), Optional.empty());
    }

    static Given given(Path dir, String yaml, Map<String, String> environment) throws IOException {
        var file = Files.writeString(dir.resolve("keyturn.yaml"), yaml);
        return ConfigurationFile.read(Optional.of(file), environment);
    }
}
