package dev.keyturn.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A listening HTTP server with a virtual thread for each request. */
final class HttpHost implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI url;

    /** Binds the port, so that {@link #url()} is known, but answers nobody before {@link #serve}. */
    HttpHost(String bind, int port) {
        // Read once by the JDK's server: without it each small answer waits for the delayed acknowledgement of its
        // headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(bind, port), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + bind + ":" + port, e);
        }
        var address = server.getAddress();
        var host = address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
        url = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    void serve(HttpHandler handler) {
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return url;
    }

    /** Interrupts what is being answered, and closes all connections. */
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
