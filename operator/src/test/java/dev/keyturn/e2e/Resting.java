package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.dist.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A start of the program over credentials of which none is due, until it has nothing to do any more.
 *
 * @param ready from the start of the process until it says so
 * @param processor time on all cores until everything was looked at
 * @param mebibytes of memory that it then holds, files that are mapped included
 * @param peak the most that it has held
 * @param writes to the API server in all that time
 */
record Resting(Duration ready, Duration processor, long mebibytes, long peak, long writes) {

    private static final Duration LONGEST_UNTIL_COLLECTED = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    /** What an operator without work leaves behind between two collections is less than as many young ones take. */
    private static final int COLLECTIONS_AT_REST = 3;

    static Resting start(Stage stage, Path home, Path dir, String limit, String jvmArguments) {
        var bill = Bill.open(stage);
        var collections = dir.resolve("gc.log");
        var began = System.nanoTime();
        try (var program = Program.start(
                        home,
                        dir,
                        stage.account().kubeconfig(),
                        stage.configuration(),
                        "-XX:AOTMode=on",
                        limit,
                        "-Xlog:gc:file=" + collections + "::filecount=0",
                        jvmArguments)
                .awaitReady()) {
            var ready = Duration.ofNanos(System.nanoTime() - began);
            program.awaitIdle();
            await("the heap is collected, as nothing is to do")
                    .atMost(LONGEST_UNTIL_COLLECTED)
                    .until(() -> isCollected(collections));
            program.awaitIdle();
            var resting = new Resting(
                    ready,
                    program.processorTime(),
                    program.residentMebibytes(),
                    program.mostResidentMebibytes(),
                    bill.writes().values().stream().mapToLong(Long::longValue).sum());
            program.stop(LONGEST_STOP);
            return resting;
        }
    }

    /** Whether the heap was collected because the operator asked for it, a moment ago. */
    private static boolean isCollected(Path log) {
        try {
            return Files.readAllLines(log).reversed().stream()
                    .limit(COLLECTIONS_AT_REST)
                    .anyMatch(line -> line.contains("System.gc()"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
