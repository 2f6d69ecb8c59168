package dev.keyturn.issuer.suprsend;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A request body that leaves this process at most once, and knows whether it did.
 *
 * <p>The JDK's client repeats requests by itself (read in its source, {@code MultiExchange}, release 25): after a failed connect, any
 * method, once, unless {@code -Djdk.httpclient.disableRetryConnect}; after a kept connection broke before a byte of the answer, GET and
 * HEAD, or every method where {@code -Djdk.httpclient.enableAllMethodRetry} is set; over HTTP/2, any method whose stream the server
 * says it did not process. There is no switch per request, but each repetition asks for the body again. Here a second one gets
 * none, so that what arrives is a request with a length and no body, which no server acts upon.
 */
final class OneTimeBody implements BodyPublisher {
    private enum State {
        FRESH,
        TAKEN,
        SEALED
    }

    private final BodyPublisher bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.FRESH);

    OneTimeBody(byte[] content) {
        bytes = BodyPublishers.ofByteArray(content);
    }

    /** From here on it cannot be taken; whether it was until now. */
    boolean sealed() {
        return state.getAndSet(State.SEALED) == State.FRESH;
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        if (state.compareAndSet(State.FRESH, State.TAKEN)) {
            bytes.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(Nothing.INSTANCE);
            subscriber.onError(new IOException("a request is not sent twice"));
        }
    }

    private enum Nothing implements Subscription {
        INSTANCE;

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }
}
