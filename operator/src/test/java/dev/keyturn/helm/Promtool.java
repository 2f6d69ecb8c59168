package dev.keyturn.helm;

import dev.keyturn.cluster.Command;
import dev.keyturn.cluster.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prometheus' own tool. */
public final class Promtool {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Path program;

    Promtool(Path program) {
        this.program = program;
    }

    /** What its linter says of what {@code /metrics} answers: nothing, and exit code 0, where all is as Prometheus wants it. */
    public Output checkMetrics(String exposed) {
        var builder = new ProcessBuilder(program.toString(), "check", "metrics");
        builder.environment().keySet().retainAll(List.of("PATH"));
        return Command.run(builder, exposed, LONGEST);
    }
}
