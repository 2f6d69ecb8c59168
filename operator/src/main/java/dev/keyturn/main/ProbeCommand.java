package dev.keyturn.main;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keyturn probe}: asks a running operator, where the image has no other program that could. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description =
                "Asks a URL, such as http://keyturn.keyturn-system.svc:8080/readyz; succeeds if the answer is 200.")
final class ProbeCommand implements Callable<Integer> {

    private static final int OK = 200;

    @Parameters(paramLabel = "URL", description = "What is asked.")
    private @Nullable URI url;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long an answer is waited for; by default 10.")
    private int seconds;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var line = Objects.requireNonNull(spec).commandLine();
        if (seconds < 1) {
            line.getErr().println("keyturn: --timeout must be at least 1 second");
            return CommandLine.ExitCode.USAGE;
        }
        try (var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(seconds))
                .build()) {
            var request = HttpRequest.newBuilder(Objects.requireNonNull(url))
                    .timeout(Duration.ofSeconds(seconds))
                    .build();
            var status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status == OK ? line.getOut() : line.getErr()).println("keyturn: " + url + " answers " + status);
            return status == OK ? 0 : 1;
        } catch (IOException e) {
            line.getErr()
                    .println("keyturn: " + url + " does not answer ("
                            + e.getClass().getSimpleName() + ")");
            return 1;
        } catch (IllegalArgumentException e) {
            line.getErr().println("keyturn: give a URL that begins with http:// or https://");
            return CommandLine.ExitCode.USAGE;
        }
    }
}
