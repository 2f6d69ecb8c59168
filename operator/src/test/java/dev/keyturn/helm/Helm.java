package dev.keyturn.helm;

import dev.keyturn.cluster.Command;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The real helm, with nothing of this machine's configuration. */
public final class Helm {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Path program;

    /** Built where it is not there yet; an {@link AssertionError} says why it cannot be had. */
    public static Helm ofThisMachine() {
        return Machine.HELM;
    }

    /** Looked for once, when somebody asks. */
    private static final class Machine {
        static final Helm HELM = new Helm(Tools.find().orFail().resolve("helm"));
    }

    Helm(Path program) {
        this.program = program;
    }

    /** Where the program is. */
    public Path folder() {
        return Objects.requireNonNull(program.getParent());
    }

    /** Without a cluster. */
    public Output run(String... arguments) {
        return run("", Map.of(), arguments);
    }

    /** As the one who may do everything in a cluster. */
    public Output run(ControlPlane cluster, String... arguments) {
        return run("", Map.of("KUBECONFIG", cluster.kubeconfig().toString()), arguments);
    }

    /** With values as a person writes them in a file. */
    public Output run(ControlPlane cluster, String values, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--values", "-"));
        return run(values, Map.of("KUBECONFIG", cluster.kubeconfig().toString()), all.toArray(String[]::new));
    }

    /** What the chart renders in namespace {@code keyturn-system}, as release {@code keyturn}. */
    public Output template(String values, String... arguments) {
        return templateIn("keyturn-system", values, arguments);
    }

    /** What the chart renders in a namespace, as release {@code keyturn}. */
    public Output templateIn(String namespace, String values, String... arguments) {
        var all = new ArrayList<>(List.of(
                "template", Release.NAME, Chart.DIRECTORY.toString(), "--namespace", namespace, "--values", "-"));
        all.addAll(List.of(arguments));
        return run(values, Map.of(), all.toArray(String[]::new));
    }

    private Output run(String input, Map<String, String> environment, String... arguments) {
        try {
            var home = Files.createDirectories(Chart.repository("operator", "target", "helm"));
            var command = new ArrayList<>(List.of(program.toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command);
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().putAll(new TreeMap<>(environment));
            for (var place : List.of("HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME")) {
                builder.environment().put(place, home.toString());
            }
            return Command.run(builder, input, LONGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
