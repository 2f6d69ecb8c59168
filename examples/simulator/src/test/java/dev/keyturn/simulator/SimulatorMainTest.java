package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SimulatorMainTest {
    private static final List<String> FREE_PORTS =
            List.of("--management-port", "0", "--hub-port", "0", "--control-port", "0");

    @TempDir
    Path folder;

    @Test
    void printsWhereItListensAndATokenThatWorks() throws IOException, InterruptedException {
        var process = start(with(FREE_PORTS, "--workspace", "one=sandbox", "--workspace", "two=Production"));
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = greeting(out);

            assertThat(lines.get("A simulator of")).startsWith("SuprSend. It is not SuprSend");
            assertThat(lines.get("workspaces")).isEqualTo("one two");
            var token = lines.getOrDefault("service token", "").split(" ", 2)[0];
            assertThat(statusOf(lines.get("management") + "/v1/two/ws_api_key/", token))
                    .isEqualTo(200);
            assertThat(statusOf(lines.get("hub") + "/v1/tenant/", token)).isEqualTo(401);
            assertThat(statusOf(lines.get("control") + "/keys", token)).isEqualTo(200);
        } finally {
            stop(process);
        }
    }

    @Test
    void takesTheTokenFromAFileAndDoesNotPrintIt() throws IOException, InterruptedException {
        var token = Material.serviceToken();
        var file = Files.writeString(folder.resolve("token"), token + "\n");
        var process = start(with(FREE_PORTS, "--token-file", file.toString()));
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = greeting(out);

            assertThat(lines.get("service token")).isEqualTo("from " + file);
            assertThat(lines.get("workspaces")).isEqualTo("staging production");
            assertThat(statusOf(lines.get("management") + "/v1/workspace/", token))
                    .isEqualTo(200);
        } finally {
            stop(process);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            var process = start(List.of("--management-port", "0", "--control-port", "0", "--hub-port", port + ""));

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(errors(process))
                    .containsExactly("cannot listen on 127.0.0.1:" + port + ": Address already in use");
        }
    }

    @Test
    void saysWhatIsWrongWithAnOption() throws IOException, InterruptedException {
        var empty = Files.createFile(folder.resolve("empty"));
        var mode = start(with(FREE_PORTS, "--workspace", "one=big"));
        var token = start(with(FREE_PORTS, "--token-file", empty.toString()));

        assertThat(mode.waitFor()).isEqualTo(2);
        assertThat(errors(mode)).startsWith("--workspace: a mode is sandbox or production, not big");
        assertThat(token.waitFor()).isEqualTo(2);
        assertThat(errors(token)).startsWith("--token-file: " + empty + " is empty");
    }

    private static List<String> with(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private static Process start(List<String> arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).start();
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static List<String> errors(Process process) throws IOException {
        try (var err = process.errorReader(StandardCharsets.UTF_8)) {
            return err.lines().toList();
        }
    }

    /** The lines up to the service token, each by what it names. */
    private static Map<String, String> greeting(BufferedReader out) throws IOException {
        var lines = new ArrayList<String>();
        var line = out.readLine();
        while (line != null) {
            lines.add(line);
            line = line.startsWith("service token") ? null : out.readLine();
        }
        return lines.stream()
                .collect(Collectors.toMap(
                        text -> text.substring(0, 14).strip(),
                        text -> text.substring(14).strip()));
    }

    private static int statusOf(String url, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "ServiceToken " + token)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
