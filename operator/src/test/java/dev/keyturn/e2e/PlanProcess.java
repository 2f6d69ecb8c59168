package dev.keyturn.e2e;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.cluster.Command;
import dev.keyturn.cluster.Output;
import dev.keyturn.main.Keyturn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code keyturn plan} as a person types it, with the configuration of a stage's operator. */
final class PlanProcess {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private PlanProcess() {}

    /** By somebody who may do everything. */
    static Output run(Stage stage, Path dir, String... arguments) {
        return run(stage, dir, stage.cluster.kubeconfig(), arguments);
    }

    /** By somebody else, or of another API server. */
    static Output run(Stage stage, Path dir, Path kubeconfig, String... arguments) {
        return run(stage, dir, kubeconfig, Map.of(), arguments);
    }

    /** The same with settings in the environment. */
    static Output run(Stage stage, Path dir, Path kubeconfig, Map<String, String> environment, String... arguments) {
        var config = dir.resolve("keyturn.yaml");
        try {
            new YAMLMapper().writeValue(config.toFile(), stage.configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile="
                        + Path.of(System.getProperty("keyturn.repository"), "operator/src/main/dist/conf/logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                Keyturn.class.getName(),
                "plan",
                "--config",
                config.toString()));
        command.addAll(List.of(arguments));
        var program = new ProcessBuilder(command);
        program.environment().put("KUBECONFIG", kubeconfig.toString());
        program.environment().putAll(environment);
        return Command.run(program, "", LONGEST);
    }
}
