package dev.keyturn.issuer.suprsend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that keeps its connections, answers so many requests with a list without rows, and breaks the connection of each one after them. */
final class Breaking implements AutoCloseable {
    private static final String BODY = "{\"meta\":{\"count\":0},\"results\":[]}";
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger toAnswer;
    final AtomicInteger heads = new AtomicInteger();
    final AtomicInteger bodies = new AtomicInteger();

    Breaking(int toAnswer) throws IOException {
        this.toAnswer = new AtomicInteger(toAnswer);
        Thread.startVirtualThread(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var accepted = socket.accept();
                Thread.startVirtualThread(() -> serve(accepted));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))) {
            while (request(in) && toAnswer.getAndDecrement() > 0) {
                var answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                        + "\r\n\r\n" + BODY;
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean request(BufferedReader in) throws IOException {
        var line = in.readLine();
        if (line == null) {
            return false;
        }
        heads.incrementAndGet();
        var length = 0;
        for (; line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        for (int read = 0; read < length; read++) {
            if (in.read() < 0) {
                return false;
            }
        }
        bodies.addAndGet(length > 0 ? 1 : 0);
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
