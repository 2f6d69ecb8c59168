package dev.keyturn.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs a program to its end. */
public final class Command {

    private Command() {}

    /**
     * Starts the program with nothing on its standard input and waits for it.
     *
     * @throws IllegalStateException if it has not ended within {@code limit}; it is killed then
     */
    public static Output run(ProcessBuilder program, Duration limit) {
        return run(program, "", limit);
    }

    /** As above, with a text on its standard input. */
    public static Output run(ProcessBuilder program, String input, Duration limit) {
        try {
            // A pipe that nobody reads stops the program, and reading one to its end has no deadline: files.
            var folder = Files.createTempDirectory("keyturn-command");
            var stdin = Files.writeString(folder.resolve("stdin"), input);
            var stdout = Files.createFile(folder.resolve("stdout"));
            var stderr = Files.createFile(folder.resolve("stderr"));
            try {
                program.redirectInput(stdin.toFile()).redirectOutput(stdout.toFile());
                if (program.redirectError().equals(ProcessBuilder.Redirect.PIPE)) {
                    program.redirectError(stderr.toFile());
                }
                var exitCode = await(program.start(), program, limit);
                return new Output(exitCode, Files.readString(stdout), Files.readString(stderr));
            } finally {
                for (var file : new Path[] {stdin, stdout, stderr, folder}) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int await(Process process, ProcessBuilder program, Duration limit) {
        try {
            if (process.waitFor(limit)) {
                return process.exitValue();
            }
            throw new IllegalStateException("%s has not ended within %s".formatted(program.command(), limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + program.command(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}
