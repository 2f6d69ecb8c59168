package dev.keyturn.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest calls and suspicions in bounded memory, and exact counts of all. Safe for many threads. */
final class CallLog {
    private static final Logger log = LoggerFactory.getLogger("dev.keyturn.simulator.calls");
    private static final int MOST_CALLS = 100_000;
    private static final int MOST_SUSPICIONS = 1_000;
    private final Deque<Call> calls = new ArrayDeque<>();
    private final Deque<Suspicion> suspicions = new ArrayDeque<>();
    private final Map<CallKind, Long> counts = new EnumMap<>(CallKind.class);
    private long number;

    CallLog() {
        for (var kind : CallKind.values()) {
            counts.put(kind, 0L);
        }
    }

    /** Records the call that {@code numbered} makes of its number. */
    void add(LongFunction<Call> numbered) {
        Call call;
        synchronized (this) {
            call = numbered.apply(++number);
            push(calls, call, MOST_CALLS);
            counts.merge(call.kind(), 1L, Long::sum);
        }
        log.debug(
                "{} {} {} {}{}",
                call.method(),
                call.path(),
                call.status() == 0 ? "dropped" : call.status(),
                call.authenticatedBy().orElse("-"),
                call.fault().map(fault -> " fault=" + fault).orElse(""));
    }

    void suspect(Suspicion suspicion) {
        synchronized (this) {
            push(suspicions, suspicion, MOST_SUSPICIONS);
        }
        log.warn("suspicious: {} {}: {}", suspicion.method(), suspicion.path(), suspicion.what());
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized List<Suspicion> suspicions() {
        return List.copyOf(suspicions);
    }

    synchronized Map<CallKind, Long> counts() {
        return Map.copyOf(counts);
    }

    synchronized void forgetSuspicions() {
        suspicions.clear();
    }

    private static <T> void push(Deque<T> ring, T item, int most) {
        if (ring.size() == most) {
            ring.removeFirst();
        }
        ring.addLast(item);
    }
}
