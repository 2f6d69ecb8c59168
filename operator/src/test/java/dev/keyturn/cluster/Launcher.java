package dev.keyturn.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process {@code keyturn-cluster up}, which has the others as children and ends with its standard input. */
record Launcher(Process process, Path kubeconfig) implements AutoCloseable {
    /** More than it gives itself, so that it is the one who says what went wrong. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private static final Duration LONGEST_END = Duration.ofSeconds(40);
    private static final String READY = "ready ";

    /**
     * Returns when the API server serves.
     *
     * @throws IllegalStateException with what the process complained about, if it does not
     */
    static Launcher start(Path bin, Path dir) throws IOException {
        var complaints = dir.resolve("keyturn-cluster.log");
        var process = new ProcessBuilder(
                        bin.resolve("keyturn-cluster").toString(),
                        "up",
                        "--dir",
                        dir.toString(),
                        "--audit-log",
                        auditLog(dir).toString())
                .redirectError(complaints.toFile())
                .start();
        var said = firstLine(process);
        if (!said.startsWith(READY)) {
            process.destroy();
            throw new IllegalStateException("the control plane did not start: " + Files.readString(complaints));
        }
        return new Launcher(process, Path.of(said.substring(READY.length())));
    }

    static Path auditLog(Path dir) {
        return dir.resolve("audit.log");
    }

    private static String firstLine(Process process) {
        var line = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                var read = process.inputReader().readLine();
                line.complete(read == null ? "" : read);
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        });
        try {
            return line.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IllegalStateException("interrupted while the control plane started", e);
        } catch (ExecutionException | TimeoutException e) {
            process.destroy();
            throw new IllegalStateException("the control plane said nothing", e);
        }
    }

    /**
     * By the same way as our death would: its standard input closes.
     *
     * @throws IllegalStateException if it had to be killed
     */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_END)) {
                process.destroyForcibly();
                throw new IllegalStateException("the control plane has not ended within " + LONGEST_END);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
