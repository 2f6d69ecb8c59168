package dev.keyturn.issuer.suprsend;

import dev.keyturn.plan.Reason;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP exchange with an endpoint: in its turn, within its deadline, bounded, never followed and never repeated. */
final class Exchange implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private final String endpoint;
    private final HttpClient client;
    private final Pace pace;
    private final InstantSource time;
    private final CallObserver observer;
    private final Duration longest;

    /**
     * Has a client and a pace of its own.
     *
     * @param longest from the first byte of a request to the last of the answer's body, however late the deadline is
     */
    Exchange(SuprSendEndpoint endpoint, InstantSource time, CallObserver observer, Duration longest) {
        this.endpoint = endpoint.name();
        this.time = time;
        this.observer = observer;
        this.longest = longest;
        client = Clients.of(endpoint);
        pace = new Pace(endpoint.requestsPerSecond(), time);
    }

    /** Never throws because of what the other side does, and never says what it said. */
    Reply perform(Outgoing outgoing) {
        var begun = System.nanoTime();
        var reply = inTurn(outgoing);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        log.atDebug()
                .addKeyValue("endpoint", endpoint)
                .addKeyValue("call", outgoing.call())
                .addKeyValue("status", reply.statusOrZero())
                .addKeyValue("result", reply.result())
                .addKeyValue("ms", took.toMillis())
                .log("provider called");
        observer.ended(endpoint, outgoing.call(), reply.result(), took);
        return reply;
    }

    private Reply inTurn(Outgoing outgoing) {
        try {
            if (!left(outgoing).isPositive()) {
                return new Reply.NotSent(Reason.ProviderUnavailable, Optional.empty());
            }
            var refused = pace.enter(outgoing.lane(), left(outgoing));
            if (refused.isPresent()) {
                return new Reply.NotSent(Reason.ProviderRateLimited, refused);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Reply.NotSent(Reason.ProviderUnavailable, Optional.empty());
        }
        if (outgoing.warrant().withdrawn().getAsBoolean()) {
            return new Reply.NotSent(Reason.Frozen, Optional.empty());
        }
        var left = left(outgoing);
        return left.isPositive()
                ? send(outgoing, left.compareTo(longest) < 0 ? left : longest)
                : new Reply.NotSent(Reason.ProviderRateLimited, Optional.empty());
    }

    private Duration left(Outgoing outgoing) {
        return Duration.between(time.instant(), outgoing.warrant().deadline());
    }

    /** The timeout of an {@code HttpRequest} ends with the headers; this one is over the body too. */
    private Reply send(Outgoing outgoing, Duration within) {
        var answer = client.sendAsync(outgoing.request().get(), _ -> new BoundedBody());
        try {
            return received(answer.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return stopped(answer, outgoing);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return stopped(answer, outgoing);
        } catch (ExecutionException e) {
            return failed(outgoing, e.getCause() == null ? e : e.getCause());
        }
    }

    private Reply received(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        var retryAfter = status == 429 || status == 503
                ? response.headers().firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, time.instant()))
                : Optional.<Duration>empty();
        retryAfter.ifPresent(pace::silence);
        var type = response.headers().firstValue("Content-Type").orElse("");
        var date = response.headers().firstValue("Date").flatMap(Exchange::date);
        return new Reply.Received(status, retryAfter, date, new Body(type, response.body()));
    }

    private static Optional<Instant> date(String header) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.strip(), Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Reply stopped(Future<?> answer, Outgoing outgoing) {
        var unsent = outgoing.body() != null && outgoing.body().sealed();
        answer.cancel(true);
        return unsent
                ? new Reply.NotSent(Reason.ProviderUnavailable, Optional.empty())
                : new Reply.Lost(Reason.ProviderUnavailable);
    }

    /** A failure's kind decides, its text, which may come from the other side, goes nowhere. */
    private Reply failed(Outgoing outgoing, Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        log.atDebug()
                .addKeyValue("endpoint", endpoint)
                .addKeyValue("call", outgoing.call())
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("no answer");
        var unsent = outgoing.body() == null
                ? beforeRequest(failure)
                : outgoing.body().sealed();
        if (unsent) {
            return new Reply.NotSent(Reason.ProviderUnavailable, Optional.empty());
        }
        var unusable = failure instanceof BoundedBody.TooLargeException || failure instanceof ProtocolException;
        return new Reply.Lost(unusable ? Reason.ProviderUnusable : Reason.ProviderUnavailable);
    }

    /** Refused, not found, or not trusted: the client connects and shakes hands before it sends. */
    private static boolean beforeRequest(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException;
    }

    /** Questions that wait for their turn are given up. */
    void leave() {
        pace.leave();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
