package dev.keyturn.e2e;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.dist.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * What rotations cost with the program as it ships, on a real control plane and a provider that answers at once: in proportion to what
 * the API server and the client library take by themselves, measured in the same run.
 */
public final class RotationBench {

    /** The memory limit of the chart. */
    private static final String LIMIT = "-XX:MaxRAM=320m";

    private static final int BURST = 1000;
    private static final int MANY = 10_000;
    private static final int TURNED = 40;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Path home;
    private final Path dir;
    private final String jvmArguments;
    private final Stage stage;

    private RotationBench(Path home, Path dir, String jvmArguments, Stage stage) {
        this.home = home;
        this.dir = dir;
        this.jvmArguments = jvmArguments;
        this.stage = stage;
    }

    /**
     * Writes a table into a page, and prints it.
     *
     * @param arguments the folder with {@code bin/keyturn}, one for the control plane's data and the logs, what the JVM is to be told
     *     besides, and the page
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var dir = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[1])), "bench-");
        try (var cluster = ControlPlane.start(dir.resolve("cluster"));
                var stage = new Stage(cluster)) {
            // One probe proves that a key works or is dead, and nothing keeps credentials from turning many times a
            // day.
            stage.with(stage.settings().proofs(1, "0s").caps(MANY, MANY));
            var bench = new RotationBench(Path.of(arguments[0]), dir, arguments[2], stage);
            bench.measure(new BenchTable(LocalDate.now(ZoneOffset.UTC))).writeTo(Path.of(arguments[3]));
        }
    }

    private BenchTable measure(BenchTable table) throws ExecutionException, InterruptedException {
        table.resting(0, rest(), "");
        var raw = RawLoop.run(stage.client(), stage.home);
        table.raw(raw);
        try (var program = start()) {
            var names = IntStream.rangeClosed(1, TURNED)
                    .mapToObj(number -> "turned-" + number)
                    .toList();
            for (var name : names) {
                stage.apply(name, "rotation: {overlap: 0s}");
                stage.awaitSettled(name, 1);
            }
            for (var name : List.of("checkout", "refunds")) {
                stage.apply(name, "rotation: {overlap: 0s}");
                stage.awaitSettled(name, 1);
            }
            var turns = OneAtATime.run(stage, program, names);
            table.oneAtATime(turns, raw);
            program.stop(LONGEST_STOP);
        }
        Fleet.grow(stage, "checkout", BURST - 2 - TURNED);
        rest();
        table.resting(BURST, rest(), "no write");
        var before = RawLoop.run(stage.client(), stage.home);
        try (var program = start()) {
            program.awaitIdle();
            var bill = Bill.open(stage);
            var burst = Burst.run(stage, program);
            table.burst(burst, bill.writes(), before);
            program.stop(LONGEST_STOP);
        }
        Fleet.grow(stage, "refunds", MANY - BURST);
        rest();
        table.resting(MANY, rest(), "250 MB, no write");
        return table;
    }

    private Resting rest() {
        return Resting.start(stage, home, dir, LIMIT, jvmArguments);
    }

    private Program start() {
        return Program.start(
                        home,
                        dir,
                        stage.account().kubeconfig(),
                        stage.configuration(),
                        "-XX:AOTMode=on",
                        LIMIT,
                        jvmArguments)
                .awaitReady();
    }
}
