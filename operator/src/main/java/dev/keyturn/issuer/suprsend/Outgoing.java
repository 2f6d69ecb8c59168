package dev.keyturn.issuer.suprsend;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is about to be sent.
 *
 * @param call its name in records
 * @param body the same that is in the request, to ask it whether it was sent
 * @param deadline of the whole exchange, the wait for its turn and the response body included
 */
record Outgoing(
        String call,
        Pace.Lane lane,
        HttpRequest request,
        @Nullable OneTimeBody body,
        Instant deadline) {

    static Outgoing get(String call, URI uri, String authorization, Instant deadline) {
        return new Outgoing(
                call, Pace.Lane.QUEUE, request(uri, authorization).GET().build(), null, deadline);
    }

    static Outgoing post(String call, URI uri, String authorization, byte[] json, Instant deadline) {
        var body = new OneTimeBody(json);
        var request = request(uri, authorization)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return new Outgoing(call, Pace.Lane.AHEAD, request, body, deadline);
    }

    static Outgoing delete(String call, URI uri, String authorization, Instant deadline) {
        return new Outgoing(
                call, Pace.Lane.AHEAD, request(uri, authorization).DELETE().build(), null, deadline);
    }

    private static HttpRequest.Builder request(URI uri, String authorization) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("User-Agent", "keyturn");
    }
}
