package dev.keyturn.gitops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyturn.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The folder that is laid out as Argo CD's {@code resource_customizations}. */
final class Customizations {

    static final Path EXAMPLES = Path.of(System.getProperty("keyturn.repository"), "examples");
    static final Path FOLDER = EXAMPLES.resolve("argocd").resolve("resource_customizations");
    static final Path GROUP = FOLDER.resolve("keyturn.dev");

    /** A first build fetches modules. */
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);

    private static final int LACKS_SOMETHING = 3;

    private Customizations() {}

    /** The cases of all kinds, looked at; or why they cannot be. */
    sealed interface Looked {
        record At(List<String> lines) implements Looked {}

        record Missing(String remedy) implements Looked {}
    }

    /**
     * Runs every script and kstatus over the test data, by the program of {@code .ci/gitops}.
     *
     * @throws AssertionError if it does not build or does not end well
     */
    static Looked look() {
        var script = Path.of(System.getProperty("keyturn.repository"), ".ci", "gitops", "build");
        var built = Command.run(
                new ProcessBuilder("bash", script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT),
                LONGEST_BUILD);
        if (built.exitCode() == LACKS_SOMETHING) {
            return new Looked.Missing(built.stdout().strip());
        }
        var program = new ProcessBuilder(built.orFail().strip(), FOLDER.toString());
        return new Looked.At(
                Command.run(program, Duration.ofMinutes(1)).orFail().lines().toList());
    }

    /** Kinds that there is a folder of, in order. */
    static List<String> kinds() throws IOException {
        try (Stream<Path> kinds = Files.list(GROUP)) {
            return kinds.map(kind -> kind.getFileName().toString()).sorted().toList();
        }
    }

    static String read(Path file) throws IOException {
        return Files.readString(file, UTF_8);
    }
}
