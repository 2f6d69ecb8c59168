package dev.keyturn.dist;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** {@code bin/keyturn run} of a folder, as a process of its own with nothing of this machine's environment. */
public final class Program implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_WORK = Duration.ofMinutes(10);
    private static final Duration IDLE_FOR = Duration.ofSeconds(4);
    private static final Duration HARDLY_ANY = Duration.ofMillis(100);
    private static final Pattern PORT = Pattern.compile("keyturn is ready port=\"?(\\d+)");

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param home the folder that has {@code bin/keyturn}
     * @param dir gets its configuration and its log
     * @param configuration what is written to its file, as YAML
     * @param jvmArguments come last, and so win
     */
    public static Program start(Path home, Path dir, Path kubeconfig, Object configuration, String... jvmArguments) {
        try {
            var config = dir.resolve("keyturn.yaml");
            new YAMLMapper().writeValue(config.toFile(), configuration);
            var log = dir.resolve("keyturn.log");
            var builder = new ProcessBuilder(
                            home.resolve("bin/keyturn").toString(), "run", "--config", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().put("HOME", dir.toString());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("KEYTURN_JAVA_OPTIONS", String.join(" ", jvmArguments));
            return new Program(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes back when it has said so. */
    public Program awaitReady() {
        await("readiness")
                .atMost(LONGEST_START)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the program has ended: " + log());
                    }
                    return PORT.matcher(log()).find();
                });
        return this;
    }

    /** Where it answers {@code /readyz}, once it is ready. */
    public int port() {
        var found = PORT.matcher(log());
        if (!found.find()) {
            throw new IllegalStateException("it has not said its port: " + log());
        }
        return Integer.parseInt(found.group(1));
    }

    /** All that it has said. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words that the process runs by, as far as this system tells them. */
    List<String> words() {
        var words = new ArrayList<String>();
        process.info().command().ifPresent(words::add);
        process.info().arguments().map(List::of).ifPresent(words::addAll);
        return words;
    }

    /** Time on all cores since its start. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Comes back when it has had nothing to do for some seconds. */
    public void awaitIdle() {
        var last = new AtomicReference<>(processorTime());
        await("idleness")
                .atMost(LONGEST_WORK)
                .pollDelay(IDLE_FOR)
                .pollInterval(IDLE_FOR)
                .until(() -> {
                    var now = processorTime();
                    return now.minus(last.getAndSet(now)).compareTo(HARDLY_ANY) <= 0;
                });
    }

    /** In MiB what it holds in memory, files that are mapped included; only where there is a {@code /proc}. */
    public long residentMebibytes() {
        return mebibytes("VmRSS:");
    }

    /** The most of it so far. */
    public long mostResidentMebibytes() {
        return mebibytes("VmHWM:");
    }

    private long mebibytes(String field) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as the kubelet ends a pod, and answers with its exit code. */
    public int stop(Duration limit) {
        process.destroy();
        return awaitEnd(limit);
    }

    int awaitEnd(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        throw new IllegalStateException("the program has not ended within " + limit + ": " + log());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
