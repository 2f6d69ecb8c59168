package dev.keyturn.main;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class HttpServer implements AutoCloseable {

    private final com.sun.net.httpserver.HttpServer server;

    private HttpServer(com.sun.net.httpserver.HttpServer server) {
        this.server = server;
    }

    /** Takes the port, on all addresses, and says nothing yet; port 0 takes a free one. */
    static HttpServer open(int port) throws IOException {
        var server = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return new HttpServer(server);
    }

    /** Why the port was not to be had, as a sentence for a person. */
    static String refusal(int port, BindException failure) {
        var denied = failure.getMessage() != null && failure.getMessage().startsWith("Permission denied");
        return denied
                ? "port " + port
                        + " may not be taken by this user, as ports below 1024 are root's; set http.port to one "
                        + "from 1024 up, or to 0 for any that is free"
                : "port " + port
                        + " is taken by another program; set http.port to another one, or to 0 for any that is "
                        + "free";
    }

    /** Answers from now on. */
    void serve(Supplier<List<String>> unready, Supplier<String> metrics) {
        answer(server, "/healthz", List::of);
        answer(server, "/readyz", unready);
        server.createContext("/metrics", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            send(exchange, HttpURLConnection.HTTP_OK, metrics.get());
        });
        server.start();
    }

    private static void answer(com.sun.net.httpserver.HttpServer server, String path, Supplier<List<String>> wrong) {
        server.createContext(path, exchange -> {
            var found = wrong.get();
            send(
                    exchange,
                    found.isEmpty() ? HttpURLConnection.HTTP_OK : HttpURLConnection.HTTP_UNAVAILABLE,
                    found.isEmpty() ? "ok\n" : String.join("\n", found) + "\n");
        });
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
