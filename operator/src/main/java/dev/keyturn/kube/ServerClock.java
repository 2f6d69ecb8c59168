package dev.keyturn.kube;

import dev.keyturn.plan.Brake;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock that decides, compared with the API server's: every answer of it has a Date, and where none came for a minute it is asked
 * for its version. Who is more than two minutes off takes keys for older, or younger, than they are.
 */
public final class ServerClock implements Interceptor, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServerClock.class);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Of a clock and what it is compared with; how far the server's is ahead. */
    private record Compared(Instant at, Duration ahead) {}

    private final InstantSource time;
    private final ScheduledExecutorService asking;
    private volatile @Nullable Compared last;
    private volatile Runnable onChange = () -> {};

    public ServerClock(InstantSource time) {
        this.time = time;
        asking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("server-clock").factory());
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        var dates = response.headers("Date");
        if (dates != null && !dates.isEmpty()) {
            told(dates.getFirst());
        }
    }

    private void told(String date) {
        try {
            var now = time.instant();
            var before = isSuspect();
            var ahead = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
            last = new Compared(now, ahead);
            if (isSuspect() != before) {
                log.warn(
                        before
                                ? "this clock and the API server's agree again"
                                : "the API server's clock is {} s ahead of this one: nothing is issued on schedule and"
                                        + " nothing dies until one of them is put right",
                        ahead.toSeconds());
                // Not on the thread of the client, which waits for nobody.
                Thread.ofVirtual().start(onChange);
            }
        } catch (DateTimeException e) {
            log.atDebug().log("the API server's Date cannot be read");
        }
    }

    /**
     * Compares once, and from here on at least each minute.
     *
     * @param changed called when the clocks came apart, or agree again
     */
    public void watch(KubernetesClient client, Runnable changed) {
        onChange = changed;
        ask(client);
        var _ = asking.scheduleAtFixedRate(() -> ask(client), EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void ask(KubernetesClient client) {
        var known = last;
        if (known != null && time.instant().isBefore(known.at().plus(EVERY))) {
            return;
        }
        try {
            client.getKubernetesVersion();
        } catch (KubernetesClientException e) {
            log.atDebug().addKeyValue("code", e.getCode()).log("the API server does not tell the time");
        }
    }

    private boolean isSuspect() {
        var known = last;
        return known != null && known.ahead().abs().compareTo(MOST) > 0;
    }

    /** What holds everything while the clocks do not agree. */
    public Optional<Brake> on() {
        return isSuspect()
                ? Optional.of(Brake.clockSuspect(
                        "the operator's clock and the API server's are more than two minutes apart: nothing is issued on schedule and"
                                + " nothing dies until one of them is put right"))
                : Optional.empty();
    }

    /** How far the API server's clock is ahead of this one. */
    public Duration ahead() {
        var known = last;
        return known == null ? Duration.ZERO : known.ahead();
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
