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
    private static final String BEGINNING = "{\"meta\":{\"count\":1,\"limit\":10,\"offset\":0},\"results\":[";
    private final Host host;
    private final URI elsewhere;

    Responder(Host host, URI elsewhere) {
        this.host = host;
        this.elsewhere = elsewhere;
    }

    /** The status that the caller will see; 0 for none. */
    static int statusOf(Reply reply, Answer answer) {
        return switch (reply) {
            case Reply.Faithful _ -> answer.status();
            case Reply.DropMidway _, Reply.WrongShape _, Reply.Truncated _, Reply.Slow _ ->
                withBody(answer).status();
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
            case Reply.Status(var status, var retryAfter) -> status(exchange, status, retryAfter);
            case Reply.Drop _ -> {}
            case Reply.DropMidway _ -> half(exchange, withBody(answer));
            case Reply.Html _ -> whole(exchange, Answer.html(200, PAGE));
            case Reply.WrongShape _ -> whole(exchange, FaultBodies.wrongShape(withBody(answer)));
            case Reply.Truncated _ -> whole(exchange, FaultBodies.truncated(withBody(answer)));
            case Reply.Redirect _ -> {
                var location = elsewhere.resolve(exchange.getRequestURI());
                exchange.getResponseHeaders().set("Location", location.toString());
                whole(exchange, Answer.empty(302));
            }
            case Reply.Endless(var pause) -> endless(exchange, pause);
            case Reply.Slow(var pause) -> slow(exchange, withBody(answer), pause);
        }
    }

    private static Answer withBody(Answer answer) {
        var status = answer.status() == 204 ? 200 : answer.status();
        return answer.body().isEmpty() ? Answer.json(status, Json.object()) : answer;
    }

    private void status(HttpExchange exchange, int status, Optional<String> retryAfter) throws IOException {
        retryAfter.ifPresent(value -> exchange.getResponseHeaders().set("Retry-After", value));
        if (status == 407) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
        }
        whole(exchange, FaultBodies.of(host, status));
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
        // The caller has the headers now; that the body is late is the fault.
        Thread.sleep(pause);
        exchange.getResponseBody().write(bytes);
    }

    /** Ends when the caller goes away or the simulator closes. */
    private static void endless(HttpExchange exchange, Duration pause) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        var body = exchange.getResponseBody();
        body.write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
        while (!Thread.interrupted()) {
            body.write(' ');
            if (pause.isPositive()) {
                body.flush();
                // A trickle: each byte is sent before a caller would call the connection idle.
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
