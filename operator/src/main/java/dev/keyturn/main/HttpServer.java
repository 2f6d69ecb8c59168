package dev.keyturn.main;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** {@code /healthz} and {@code /readyz}. */
final class HttpServer implements AutoCloseable {

    private final com.sun.net.httpserver.HttpServer server;

    private HttpServer(com.sun.net.httpserver.HttpServer server) {
        this.server = server;
    }

    /** Listens on all addresses; port 0 takes a free one. */
    static HttpServer start(int port, BooleanSupplier ready) throws IOException {
        var server = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer(server, "/healthz", () -> true);
        answer(server, "/readyz", ready);
        server.start();
        return new HttpServer(server);
    }

    private static void answer(com.sun.net.httpserver.HttpServer server, String path, BooleanSupplier good) {
        server.createContext(path, exchange -> {
            var fine = good.getAsBoolean();
            var body = (fine ? "ok\n" : "not ready\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(fine ? 200 : 503, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
