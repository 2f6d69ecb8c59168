package dev.keyturn.issuer.suprsend;

import dev.keyturn.port.Warrant;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request that is about to be sent.
 *
 * @param call its name in records
 * @param request is made when it is sent: one that is signed bears its time
 * @param body the same that is in the request, to ask it whether it was sent
 * @param warrant until when the whole exchange lasts, the wait for its turn and the response body included, and whether it may begin then
 */
record Outgoing(
        String call,
        Pace.Lane lane,
        Supplier<HttpRequest> request,
        @Nullable OneTimeBody body,
        Warrant warrant) {

    private static final byte[] NO_BODY = {};

    static Outgoing get(String call, URI uri, String authorization, Instant deadline) {
        var request = request(uri, authorization).GET().build();
        return new Outgoing(call, Pace.Lane.QUEUE, () -> request, null, Warrant.until(deadline));
    }

    /** A GET signed at the instant that {@code time} says when it is sent. */
    static Outgoing signed(String call, URI uri, InstantSource time, Signature signature, Instant deadline) {
        return new Outgoing(
                call,
                Pace.Lane.QUEUE,
                () -> {
                    var date = Signature.date(time.instant());
                    return request(uri, signature.authorization("GET", uri, NO_BODY, date))
                            .header("Content-Type", Signature.CONTENT_TYPE)
                            .header("Date", date)
                            .GET()
                            .build();
                },
                null,
                Warrant.until(deadline));
    }

    static Outgoing post(String call, URI uri, String authorization, byte[] json, Warrant warrant) {
        var body = new OneTimeBody(json);
        var request = request(uri, authorization)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return new Outgoing(call, Pace.Lane.AHEAD, () -> request, body, warrant);
    }

    /** Without a body, as documented. */
    static Outgoing patch(String call, URI uri, String authorization, Warrant warrant) {
        var request = request(uri, authorization)
                .method("PATCH", HttpRequest.BodyPublishers.noBody())
                .build();
        return new Outgoing(call, Pace.Lane.AHEAD, () -> request, null, warrant);
    }

    static Outgoing delete(String call, URI uri, String authorization, Warrant warrant) {
        var request = request(uri, authorization).DELETE().build();
        return new Outgoing(call, Pace.Lane.AHEAD, () -> request, null, warrant);
    }

    private static HttpRequest.Builder request(URI uri, String authorization) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("User-Agent", "keyturn");
    }
}
