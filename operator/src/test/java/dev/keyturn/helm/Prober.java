package dev.keyturn.helm;

import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plays the kubelet's part of probing, at a port of this machine. */
record Prober(int port) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** As the kubelet sees it: an answer from 200 to 399 in time. */
    boolean succeeds(Probe probe) {
        var seconds = probe.getTimeoutSeconds() == null ? 1 : probe.getTimeoutSeconds();
        try {
            var status = ask(probe.getHttpGet().getPath(), Duration.ofSeconds(seconds))
                    .statusCode();
            return status >= 200 && status < 400;
        } catch (IOException _) {
            // Refused, reset or late: to a kubelet each is a failure like any other.
            return false;
        }
    }

    String get(String path) {
        try {
            return ask(path, Duration.ofSeconds(10)).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> ask(String path, Duration limit) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(limit)
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
