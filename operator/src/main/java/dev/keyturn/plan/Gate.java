package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a pod holds a value that was replaced, or may hold it. */
public final class Gate {

    /** Kubelets serve Secrets for env from a cache: a pod made right after a publication may start with the old value. */
    static final Duration ENV_CACHE = Duration.ofSeconds(10);

    /** A kubelet has brought a changed Secret into its volumes by then. */
    static final Duration VOLUME_UPDATE = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private Gate() {}

    /** The keys whose death pods may hold: all but the exposed ones that have had their time. */
    public static List<Key> holdable(Ledger ledger, Collection<Key> due, Demand demand, Instant now) {
        return due.stream()
                .filter(key -> !key.exposed()
                        || ledger.current()
                                .filter(current -> waits(key, current, demand.waitForConsumers(), now))
                                .isPresent())
                .toList();
    }

    /**
     * Which of the keys may die now, or, where none may, what holds them.
     *
     * @param pods those that use the Secret; they need not be known where nothing is {@linkplain #holdable holdable}
     */
    public static Outcome judge(
            Ledger ledger, Collection<Key> due, Demand demand, Collection<PodUse> pods, Instant now) {
        var free = new ArrayList<Key>(due);
        var sink = ledger.sink();
        var current = ledger.current();
        Outcome.@Nullable Held held = null;
        for (var key : holdable(ledger, due, demand, now)) {
            var holder = sink == null ? Optional.<Outcome.Held>empty() : holder(key, pods, sink, now);
            if (holder.isPresent() && current.isPresent()) {
                free.remove(key);
                held = holder.get().lookingAgainAfter(left(key, current.get(), demand.waitForConsumers(), now));
            }
        }
        return free.isEmpty() && held != null
                ? held
                : new Outcome.Condemnable(free.stream().map(Key::attempt).toList());
    }

    /** The first pod that holds an older value than the one published last, or may hold it; one that nobody restarts before others. */
    static Optional<Outcome.Held> holder(Key key, Collection<PodUse> pods, Sink sink, Instant now) {
        return pods.stream()
                .filter(pod -> holds(pod, sink, now))
                .min(Comparator.comparing((PodUse pod) -> pod.note() == null).thenComparing(PodUse::name))
                .map(pod -> new Outcome.Held(key.attempt(), named(pod), LOOK_AGAIN));
    }

    private static String named(PodUse pod) {
        return "Pod/" + pod.name() + (pod.note() == null ? "" : " (" + pod.note() + ")");
    }

    /** Creation and publication are compared by the API server's clock; how long ago the publication was, by one's own. */
    private static boolean holds(PodUse pod, Sink sink, Instant now) {
        return (pod.byEnv() && startedBefore(pod, sink.publishedAt()))
                || (pod.byVolume()
                        && pod.scheduled()
                        && !pod.ended()
                        && now.isBefore(sink.readBackAt().plus(VOLUME_UPDATE)));
    }

    /** Whether a pod may run with what a Secret held before a publication, where it keeps what it starts with. */
    static boolean startedBefore(PodUse pod, Instant publishedAt) {
        return pod.scheduled() && !pod.ended() && !pod.createdAt().isAfter(publishedAt.plus(ENV_CACHE));
    }

    /** Whether an exposed key has had its time: so long, and not longer, pods may hold its death. */
    static boolean waits(Key key, Key successor, Duration waitForConsumers, Instant now) {
        var exposedAt = key.exposedAt();
        var readBackAt = successor.readBackAt();
        if (exposedAt == null || readBackAt == null) {
            return true;
        }
        var from = exposedAt.isAfter(readBackAt) ? exposedAt : readBackAt;
        return now.isBefore(from.plus(waitForConsumers));
    }

    /** How long until {@link #waits} ends for an exposed key. */
    static Duration left(Key key, Key successor, Duration waitForConsumers, Instant now) {
        var exposedAt = key.exposedAt();
        var readBackAt = successor.readBackAt();
        if (exposedAt == null || readBackAt == null) {
            return LOOK_AGAIN;
        }
        var from = exposedAt.isAfter(readBackAt) ? exposedAt : readBackAt;
        var left = Duration.between(now, from.plus(waitForConsumers));
        return left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
    }
}
