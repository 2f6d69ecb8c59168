package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.dist.Program;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A start of the program over credentials of which none is due, until it has nothing to do any more.
 *
 * @param ready from the start of the process until it says so
 * @param processor time on all cores until everything was looked at
 * @param mebibytes of memory that it then holds, files that are mapped included
 * @param writes to the API server in all that time
 */
record Resting(Duration ready, Duration processor, long mebibytes, long writes) {

    private static final Duration UNTIL_COLLECTED = Duration.ofSeconds(25);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    static Resting start(Stage stage, Path home, Path dir, String limit, String jvmArguments) {
        var bill = Bill.open(stage);
        var began = System.nanoTime();
        try (var program = Program.start(
                        home,
                        dir,
                        stage.account().kubeconfig(),
                        stage.configuration(),
                        "-XX:AOTMode=on",
                        limit,
                        jvmArguments)
                .awaitReady()) {
            var ready = Duration.ofNanos(System.nanoTime() - began);
            program.awaitIdle();
            // It collects its heap some seconds after that.
            await().pollDelay(UNTIL_COLLECTED)
                    .timeout(UNTIL_COLLECTED.multipliedBy(2))
                    .until(() -> true);
            program.awaitIdle();
            var resting = new Resting(
                    ready,
                    program.processorTime(),
                    program.residentMebibytes(),
                    bill.writes().values().stream().mapToLong(Long::longValue).sum());
            program.stop(LONGEST_STOP);
            return resting;
        }
    }
}
