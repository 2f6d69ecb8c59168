package dev.keyturn.kube;

import dev.keyturn.plan.Brake;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
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
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final String HELD =
            "nothing turns on schedule and nothing dies by the clock until one of them is put right; what a person asks for turns, and what"
                    + " was exposed dies";

    private final InstantSource time;
    private final ScheduledExecutorService asking;
    private volatile @Nullable Duration last;
    private volatile long lastAt;
    private volatile boolean suspect;
    private volatile @Nullable KubernetesClient client;
    private boolean decided;
    private long doubtedAt;
    private volatile Runnable onChange = () -> {};

    public ServerClock(InstantSource time) {
        this.time = time;
        asking = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("server-clock").factory(),
                // An answer may still come while the operator ends.
                new ThreadPoolExecutor.DiscardPolicy());
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
            var ahead =
                    Duration.between(time.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
            last = ahead;
            lastAt = System.nanoTime();
            decide(ahead.abs().compareTo(MOST) > 0, ahead);
        } catch (DateTimeException e) {
            log.atDebug().log("the API server's Date cannot be read");
        }
    }

    /** One answer may have been under way for long, or come from one API server of several: another one has to say the same. */
    private synchronized void decide(boolean apart, Duration ahead) {
        if (apart == suspect) {
            doubtedAt = 0;
            return;
        }
        var now = System.nanoTime();
        if (doubtedAt == 0 && decided) {
            doubtedAt = now;
            var _ = asking.schedule(this::ask, AGAIN.toSeconds(), TimeUnit.SECONDS);
            return;
        }
        if (decided && now - doubtedAt < AGAIN.toNanos()) {
            return;
        }
        suspect = apart;
        doubtedAt = 0;
        log.warn("{}", apart ? apart(ahead) : "this clock and the API server's agree again");
        // Not on the thread of the client, which waits for nobody.
        Thread.ofVirtual().start(onChange);
    }

    /** In the words of whoever has to find out which of the two is wrong. */
    static String apart(Duration ahead) {
        return "the API server's clock is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " this one: " + HELD;
    }

    /**
     * Compares once, and from here on at least each minute.
     *
     * @param changed called when the clocks came apart, or agree again
     */
    public void watch(KubernetesClient server, Runnable changed) {
        client = server;
        onChange = changed;
        ask();
        decided();
        var _ = asking.scheduleAtFixedRate(this::askIfSilent, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** From here on a change of mind takes two answers. */
    private synchronized void decided() {
        decided = true;
    }

    private void askIfSilent() {
        if (last == null || System.nanoTime() - lastAt >= EVERY.toNanos()) {
            ask();
        }
    }

    private void ask() {
        try {
            var server = client;
            if (server != null) {
                server.getKubernetesVersion();
            }
        } catch (RuntimeException e) {
            // Whatever it was, the next minute asks again.
            log.atDebug()
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("the API server does not tell the time");
        }
    }

    /** What holds everything while the clocks do not agree. */
    public Optional<Brake> on() {
        return suspect
                ? Optional.of(Brake.clockSuspect(
                        "the operator's clock and the API server's are more than two minutes apart: " + HELD))
                : Optional.empty();
    }

    /** How far the API server's clock is ahead of this one. */
    public Duration ahead() {
        var known = last;
        return known == null ? Duration.ZERO : known;
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
