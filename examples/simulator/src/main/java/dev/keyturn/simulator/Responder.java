package dev.keyturn.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Puts an answer, or what a fault makes of it, on the wire. */
final class Responder {
    private static final String PAGE =
            "<!DOCTYPE html><html><body><h1>Welcome</h1><p>" + Fault.FOREIGN_TEXT + "</p></body></html>";
    private final URI elsewhere;

    Responder(URI elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** The status that the caller will see; 0 for none. */
    static int statusOf(Reply reply, Answer answer) {
        return switch (reply) {
            case Reply.Faithful _, Reply.DropMidway _, Reply.WrongShape _, Reply.Truncated _, Reply.Slow _ ->
                answer.status();
            case Reply.Status status -> status.status();
            case Reply.Drop _ -> 0;
            case Reply.Html _, Reply.Endless _ -> 200;
            case Reply.Redirect _ -> 302;
        };
    }

    /** Returns without having answered where the reply is that there be none; the caller closes the exchange. */
    void send(HttpExchange exchange, Reply reply, Answer answer) throws IOException, InterruptedException {
        switch (reply) {
            case Reply.Faithful _ -> whole(exchange, answer);
            case Reply.Status(var status, Optional<Duration> retryAfter) -> {
                retryAfter.ifPresent(
                        after -> exchange.getResponseHeaders().set("Retry-After", Long.toString(after.toSeconds())));
                whole(exchange, FaultBodies.of(status));
            }
            case Reply.Drop _ -> {}
            case Reply.DropMidway _ -> half(exchange, answer);
            case Reply.Html _ -> whole(exchange, Answer.html(200, PAGE));
            case Reply.WrongShape _ -> whole(exchange, FaultBodies.wrongShape(answer.status()));
            case Reply.Truncated _ -> whole(exchange, FaultBodies.truncated(answer));
            case Reply.Redirect _ -> {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                elsewhere.resolve(exchange.getRequestURI()).toString());
                whole(exchange, Answer.empty(302));
            }
            case Reply.Endless(var pause) -> endless(exchange, pause);
            case Reply.Slow(var pause) -> slow(exchange, answer, pause);
        }
    }

    private static void whole(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = start(exchange, answer);
        exchange.getResponseBody().write(bytes);
    }

    private static void half(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = start(exchange, answer);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void slow(HttpExchange exchange, Answer answer, Duration pause)
            throws IOException, InterruptedException {
        var bytes = start(exchange, answer);
        exchange.getResponseBody().flush();
        Thread.sleep(pause);
        exchange.getResponseBody().write(bytes);
    }

    private static void endless(HttpExchange exchange, Duration pause) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        var body = exchange.getResponseBody();
        body.write(
                "{\"meta\":{\"count\":1,\"limit\":10,\"offset\":0},\"results\":[".getBytes(StandardCharsets.US_ASCII));
        while (!Thread.interrupted()) {
            body.write(' ');
            if (pause.isPositive()) {
                body.flush();
                Thread.sleep(pause);
            }
        }
    }

    /** Sends the headers; a length of -1 tells the server that no body follows. */
    private static byte[] start(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        return bytes;
    }
}
