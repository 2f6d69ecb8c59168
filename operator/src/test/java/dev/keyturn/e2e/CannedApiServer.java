package dev.keyturn.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as an API server that this machine does not have: an old one, or one that lacks something. */
final class CannedApiServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What to answer, by path; all else is not found. */
    CannedApiServer(Map<String, String> answers) {
        this.answers = answers;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        var body = answers.getOrDefault(path, "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": 404}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                answers.containsKey(path) ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_NOT_FOUND, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** {@code GET /version}, in the order they came. */
    List<String> asked() {
        return asked;
    }

    /** Of a client that asks this one. */
    Path kubeconfig(Path dir) {
        try {
            return Files.writeString(dir.resolve("canned.kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: canned
                    clusters: [{name: canned, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: canned, user: {}}]
                    contexts: [{name: canned, context: {cluster: canned, user: canned}}]
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
