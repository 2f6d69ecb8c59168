package dev.keyturn.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Where the folder is that ships, and what made it. */
final class Dist {

    static final Path REPOSITORY = Path.of(System.getProperty("keyturn.repository"));
    static final Path SCRIPTS = REPOSITORY.resolve("operator/image");
    static final Path FOLDER = REPOSITORY.resolve("operator/target/dist");

    /** With these words a JVM that cannot use its cache ends. */
    static final String CACHE_OR_NOTHING = "-XX:AOTMode=on";

    private Dist() {}

    /** What a command left. */
    record Ended(int code, String output) {}

    /** Runs a command to its end with the PATH, and besides that only this environment. */
    static Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("keyturn", ".out");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(List.of(command) + " does not end: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Its jars by their file names. */
    static SortedSet<String> jars() {
        try (var jars = Files.list(FOLDER.resolve("lib"))) {
            return jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
