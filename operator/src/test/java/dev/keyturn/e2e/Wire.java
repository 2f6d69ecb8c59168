package dev.keyturn.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/** The network between one client and the API server, which may fall silent without that anybody hangs up. */
final class Wire implements AutoCloseable {

    private static final Pattern SERVER = Pattern.compile("server: (\\S+)");
    private static final int CHUNK = 16_384;

    private final ServerSocket listener;
    private final URI server;
    private final Path kubeconfig;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    private Wire(ServerSocket listener, URI server, Path kubeconfig) {
        this.listener = listener;
        this.server = server;
        this.kubeconfig = kubeconfig;
    }

    /** A client of this kubeconfig that goes this way has another one, which is in {@code dir}. */
    static Wire to(Path kubeconfig, Path dir) {
        try {
            var text = Files.readString(kubeconfig);
            var found = SERVER.matcher(text);
            if (!found.find()) {
                throw new IllegalArgumentException("no server in " + kubeconfig);
            }
            var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var here = "server: https://127.0.0.1:" + listener.getLocalPort();
            var wire = new Wire(
                    listener,
                    URI.create(found.group(1)),
                    Files.writeString(dir.resolve("wire.kubeconfig"), found.replaceAll(here)));
            Thread.ofVirtual().start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** From here on nothing arrives, in neither direction. */
    void fallSilent() {
        silent = true;
    }

    private void accept() {
        try {
            while (closed.getCount() > 0) {
                var client = listener.accept();
                var there = new Socket(server.getHost(), server.getPort());
                sockets.add(client);
                sockets.add(there);
                Thread.ofVirtual().start(() -> carry(client, there));
                Thread.ofVirtual().start(() -> carry(there, client));
            }
        } catch (IOException e) {
            if (closed.getCount() > 0) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            var chunk = new byte[CHUNK];
            for (var length = from.getInputStream().read(chunk);
                    length >= 0;
                    length = from.getInputStream().read(chunk)) {
                if (silent) {
                    closed.await();
                    return;
                }
                to.getOutputStream().write(chunk, 0, length);
            }
        } catch (IOException e) {
            // One end has hung up; closing tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
