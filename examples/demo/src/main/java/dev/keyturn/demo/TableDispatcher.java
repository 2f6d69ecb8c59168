package dev.keyturn.demo;

import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Objects;

/** Answers with a table where kubectl asks for one, which the mock server itself does not know. */
final class TableDispatcher extends Dispatcher {

    private final Dispatcher inner;
    private final KubectlTable table;

    TableDispatcher(Dispatcher inner, KubectlTable table) {
        this.inner = inner;
        this.table = table;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        var response = inner.dispatch(request);
        if (response.code() != HttpURLConnection.HTTP_OK || !wantsTable(request)) {
            return response;
        }
        try {
            return new MockResponse()
                    .setResponseCode(HttpURLConnection.HTTP_OK)
                    .setHeader("Content-Type", "application/json")
                    .setBody(table.json(response.getBody().readUtf8(), Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean wantsTable(RecordedRequest request) {
        return request.getMethod().equals("GET")
                && request.getPath().contains("/suprsendapikeys")
                && !request.getPath().contains("watch=true")
                && Objects.requireNonNullElse(request.getHeader("Accept"), "").contains("as=Table");
    }

    @Override
    public void shutdown() {
        inner.shutdown();
    }
}
