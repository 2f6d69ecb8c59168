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
 * <p>The JDK's client repeats requests by itself, once (read in its source, {@code MultiExchange} and {@code Http1Exchange} of release 25, and seen):
 * any method after a failed connect, where nothing was sent, unless {@code jdk.httpclient.disableRetryConnect} is set; GET and HEAD after a
 * connection, a new one too, broke before the first byte of the answer; every method then, where a person set
 * {@code jdk.httpclient.enableAllMethodRetry}; and over HTTP/2 every method whose stream the server says it did not process. No request can be exempted, but
 * each repetition asks for the body again. Here a second one gets none: what arrives is a length without a body, which no server
 * acts upon. A GET may arrive twice, which changes nothing, and both are under the one deadline.
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
