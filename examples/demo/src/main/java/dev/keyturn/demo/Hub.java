package dev.keyturn.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The provider as anybody meets it who holds an API key; answers are HTTP's status codes. */
final class Hub implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    Hub(URI url) {
        this.url = url;
    }

    /** Sends a message to nobody, as a workload does. */
    int send(String apiKey) throws InterruptedException {
        return status(request("/trigger/", apiKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"order-shipped\", \"recipients\": []}"))
                .build());
    }

    /** Asks for something harmless: 200 for a key that works, 401 for one that does not. */
    int ask(String apiKey) throws InterruptedException {
        return status(request("/v1/tenant/?limit=1", apiKey).GET().build());
    }

    private HttpRequest.Builder request(String path, String apiKey) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + apiKey);
    }

    private int status(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
