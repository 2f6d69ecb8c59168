package dev.keyturn.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A careful client of the provider, as plain as the documents. */
final class Caller implements AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Simulator simulator;

    Caller(Simulator simulator) {
        this.simulator = simulator;
    }

    HttpResponse<String> management(String method, String path, String body) throws IOException, InterruptedException {
        return send(
                method,
                simulator.managementUrl().resolve(path),
                body,
                Map.of("Authorization", "ServiceToken " + simulator.serviceToken()));
    }

    HttpResponse<String> create(String workspace, String name) throws IOException, InterruptedException {
        return management("POST", "/v1/" + workspace + "/ws_api_key/", "{\"name\":\"" + name + "\"}");
    }

    HttpResponse<String> list(String workspace) throws IOException, InterruptedException {
        return management("GET", "/v1/" + workspace + "/ws_api_key/", "");
    }

    HttpResponse<String> delete(String workspace, String id) throws IOException, InterruptedException {
        return management("DELETE", "/v1/" + workspace + "/ws_api_key/" + id + "/", "");
    }

    HttpResponse<String> probe(String material) throws IOException, InterruptedException {
        return hub("/v1/tenant/?limit=1", material);
    }

    HttpResponse<String> hub(String path, String material) throws IOException, InterruptedException {
        return send("GET", simulator.hubUrl().resolve(path), "", Map.of("Authorization", "Bearer " + material));
    }

    /** With {@code Content-Type: application/json} where there is a body and {@code headers} name no other. */
    HttpResponse<String> send(String method, URI url, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10));
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
