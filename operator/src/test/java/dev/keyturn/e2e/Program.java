package dev.keyturn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code keyturn run} as a process of its own, against the control plane and the provider of a stage. */
final class Program implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Process process;

    private Program(Process process) {
        this.process = process;
    }

    /** Starts it; what it says goes to {@code keyturn.log} in the folder, after what was said there before. */
    static Program start(Stage stage, Path dir) {
        return start(stage, dir, "INFO");
    }

    /** The same, logging at this level. */
    static Program start(Stage stage, Path dir, String level) {
        try {
            var repository = Path.of(System.getProperty("keyturn.repository"));
            var config = Files.writeString(dir.resolve("keyturn.yaml"), configuration(stage));
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dlogback.configurationFile="
                                    + repository.resolve("operator/src/main/dist/conf/logback.xml"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.keyturn.main.Keyturn",
                            "run",
                            "--config",
                            config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(dir).toFile()));
            builder.environment().clear();
            builder.environment().put("KUBECONFIG", stage.cluster.kubeconfig().toString());
            builder.environment().put("KEYTURN_LOG_LEVEL", level);
            return new Program(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path log(Path dir) {
        return dir.resolve("keyturn.log");
    }

    private static String configuration(Stage stage) {
        return """
                operatorNamespace: %s
                watchNamespaces: [%s]
                endpoints:
                  cloud:
                    management: %s
                    hub: %s
                    allowPlainHttp: true
                    proofs: {times: 2, over: 0s}
                    sweepFor: %s
                    requestsPerSecond: 1000
                rotation: {shortestInterval: 1s}
                http: {port: 0}
                """.formatted(
                        stage.home,
                        stage.shop,
                        stage.provider.managementUrl(),
                        stage.provider.hubUrl(),
                        stage.settings().sweepFor());
    }

    /** As the kernel ends what has no memory left: nothing can be put in order. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** As Kubernetes ends a pod; answers with the exit code. */
    int stop() {
        process.destroy();
        return ended();
    }

    private int ended() {
        try {
            if (!process.waitFor(LONGEST_END)) {
                process.destroyForcibly();
                throw new AssertionError("keyturn has not ended within " + LONGEST_END);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
