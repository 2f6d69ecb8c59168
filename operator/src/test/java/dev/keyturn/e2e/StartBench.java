package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.dist.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;

/** What a start of the program as it ships costs, on a real control plane: until it is ready, and what it then holds in memory. */
public final class StartBench {

    private static final int STARTS = 3;
    private static final int MANY = 1000;

    /** After its start each credential is looked at once, and the heap is collected; what is left after that is what an idle operator holds. */
    private static final Duration UNTIL_IDLE = Duration.ofSeconds(40);

    private StartBench() {}

    private record Start(long readyMillis, long processorMillis, long mebibytes) {}

    /**
     * Prints a table.
     *
     * @param arguments the folder with {@code bin/keyturn}, one for the control plane's data and the logs, and what the JVM is to be told
     *     besides
     */
    @SuppressWarnings("SystemOut") // It is what a person asked for.
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        var dir = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[1])), "start-");
        var more = arguments.length > 2 ? arguments[2] : "";
        try (var cluster = ControlPlane.start(dir.resolve("cluster"));
                var stage = new Stage(cluster).start()) {
            stage.stop();
            System.out.printf("%d processors%n", Runtime.getRuntime().availableProcessors());
            System.out.printf("%-14s %12s %14s %12s%n", "credentials", "ready", "processor time", "idle RSS");
            measure(Path.of(arguments[0]), dir, stage, 0, more);
            stage.start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.stop();
            Fleet.grow(stage, "checkout", MANY - 1);
            measure(Path.of(arguments[0]), dir, stage, MANY, more);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void measure(Path home, Path dir, Stage stage, int credentials, String more)
            throws IOException, InterruptedException {
        var starts = new ArrayList<Start>();
        for (var number = 0; number < STARTS; number++) {
            var start = start(home, dir, stage, more);
            starts.add(start);
            print(String.valueOf(credentials), start);
        }
        print(
                credentials + ", median",
                new Start(
                        median(starts.stream().mapToLong(Start::readyMillis).toArray()),
                        median(starts.stream().mapToLong(Start::processorMillis).toArray()),
                        median(starts.stream().mapToLong(Start::mebibytes).toArray())));
    }

    private static Start start(Path home, Path dir, Stage stage, String more) throws IOException, InterruptedException {
        var began = System.nanoTime();
        try (var program = Program.start(
                        home, dir, stage.cluster.kubeconfig(), stage.configuration(), "-XX:AOTMode=on", more)
                .awaitReady()) {
            var ready = Duration.ofNanos(System.nanoTime() - began).toMillis();
            var processor = program.processorTime().toMillis();
            confirm(program);
            await().pollDelay(UNTIL_IDLE).timeout(UNTIL_IDLE.multipliedBy(2)).until(() -> true);
            var start = new Start(ready, processor, program.residentMebibytes());
            program.stop(UNTIL_IDLE);
            return start;
        }
    }

    private static void confirm(Program program) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://localhost:" + program.port() + "/readyz");
            var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("it says that it is ready, and /readyz answers " + answer.statusCode());
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what, Start start) {
        System.out.printf(
                "%-14s %9d ms %11d ms %8d MiB%n",
                what, start.readyMillis(), start.processorMillis(), start.mebibytes());
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
