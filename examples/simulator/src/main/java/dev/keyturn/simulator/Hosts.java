package dev.keyturn.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** The four servers of a simulator: all of them listen, or none does. */
final class Hosts implements AutoCloseable {
    final HttpHost management;
    final HttpHost hub;
    final HttpHost control;
    final HttpHost elsewhere;
    private final Deque<HttpHost> opened = new ArrayDeque<>();

    Hosts(SimulatorOptions options) {
        try {
            management = open(options.bind(), options.managementPort());
            hub = open(options.bind(), options.hubPort());
            control = open(options.bind(), options.controlPort());
            elsewhere = open(options.bind(), 0);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private HttpHost open(String bind, int port) {
        var host = new HttpHost(bind, port);
        opened.push(host);
        return host;
    }

    @Override
    public void close() {
        opened.forEach(HttpHost::close);
    }
}
