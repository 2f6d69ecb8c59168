package dev.keyturn.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Free ports of this machine in place of those that the pages name, for the simulator and the operator as programs. */
final class Ports {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Below those that the system gives to whoever wants any: such a one may be given away again before a program has it. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 30_000;

    /** Of management, hub, control and the operator. */
    private final List<Integer> ports;

    Ports() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < 4) {
                bound(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)).ifPresent(sockets::add);
            }
            ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where somebody has it. */
    private static Optional<ServerSocket> bound(int port) throws IOException {
        try {
            return Optional.of(new ServerSocket(port));
        } catch (BindException _) {
            return Optional.empty();
        }
    }

    /** Options of the simulator. */
    String ofTheSimulator() {
        return " --management-port %s --hub-port %s --control-port %s"
                .formatted(ports.get(0), ports.get(1), ports.get(2));
    }

    /** The operator's environment. */
    Map<String, String> ofTheOperator() {
        return Map.of("KEYTURN_HTTP_PORT", String.valueOf(ports.get(3)));
    }

    /** In place of the simulator's in a file. */
    void writeInto(Checkout checkout, String file) {
        checkout.edit(file, "127.0.0.1:8090", "127.0.0.1:" + ports.get(0));
        checkout.edit(file, "127.0.0.1:8091", "127.0.0.1:" + ports.get(1));
    }

    /** {@code host:port} by the one that the pages name. */
    Map<String, String> filledIn() {
        return Map.of(
                "127.0.0.1:8090",
                "127.0.0.1:" + ports.get(0),
                "127.0.0.1:8091",
                "127.0.0.1:" + ports.get(1),
                "127.0.0.1:8092",
                "127.0.0.1:" + ports.get(2));
    }

    /** Whether the hub takes this value. */
    boolean accepts(String value) {
        return ask("accepts", "{\"value\": \"" + value + "\"}").contains("true");
    }

    /** How many keys the provider has. */
    int living() {
        try {
            return JSON.readTree(ask("keys", null)).size();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(2) + "/" + path));
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
