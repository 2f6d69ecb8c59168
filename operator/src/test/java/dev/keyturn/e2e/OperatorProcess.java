package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.keyturn.main.Keyturn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, on a stage. */
final class OperatorProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Comes back when it is ready; its configuration and its log are in {@code dir} under {@code name}. */
    static OperatorProcess start(Stage stage, Path dir, String name) {
        return start(stage, dir, name, new String[0]);
    }

    /** The same with JVM arguments that come last, and so win. */
    static OperatorProcess start(Stage stage, Path dir, String name, String... jvmArguments) {
        return start(stage, dir, name, stage.account().kubeconfig(), jvmArguments);
    }

    /** The same by another way to the API server, or to another one. */
    static OperatorProcess start(Stage stage, Path dir, String name, Path kubeconfig, String... jvmArguments) {
        return start(stage, dir, name, kubeconfig, Map.of(), jvmArguments);
    }

    /** The same with settings in the environment. */
    static OperatorProcess start(Stage stage, Path dir, String name, Map<String, String> environment) {
        return start(stage, dir, name, stage.account().kubeconfig(), environment);
    }

    private static OperatorProcess start(
            Stage stage,
            Path dir,
            String name,
            Path kubeconfig,
            Map<String, String> environment,
            String... jvmArguments) {
        try {
            var config = dir.resolve(name + ".yaml");
            new YAMLMapper().writeValue(config.toFile(), stage.configuration());
            var log = dir.resolve(name + ".log");
            var builder = new ProcessBuilder(command(config, jvmArguments))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().put("HOME", dir.toString());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().putAll(environment);
            var started = new OperatorProcess(builder.start(), log);
            await("readiness of " + name)
                    .atMost(LONGEST_START)
                    .failFast(() -> {
                        if (!started.process.isAlive()) {
                            throw new AssertionError(name + " has ended:\n" + started.log());
                        }
                    })
                    .until(() -> started.log().contains("keyturn is ready"));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path config, String... jvmArguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile="
                        + Path.of(
                                System.getProperty("keyturn.repository"), "operator/src/main/dist/conf/logback.xml")));
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Keyturn.class.getName(),
                "run",
                "--config",
                config.toString()));
        return command;
    }

    /** All that it has said. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** When it ends, as who waits for that alone sees it. */
    CompletableFuture<Instant> end() {
        return process.onExit().thenApply(_ -> Instant.now());
    }

    /** As a node that loses its power. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As the kubelet ends a pod. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
