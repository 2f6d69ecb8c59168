package dev.keyturn.reconcile;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics say of all credentials and keyrings together; every label has few values. A process that stands by counts nothing.
 */
public final class Census {

    private record Credential(
            String kind, String reason, @Nullable Instant next) {}

    private static final String UNWATCHED = "Unwatched";
    private static final String UNDONE = "Undone";

    private final MeterRegistry registry;
    private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
    private final Set<String> counted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean rightsMissed = new AtomicBoolean();
    private final Map<String, String> keyrings = new ConcurrentHashMap<>();
    private final Map<String, Integer> readersBeyond = new ConcurrentHashMap<>();

    public Census(MeterRegistry registry, InstantSource time) {
        this.registry = registry;
        for (var standing : Stream.concat(
                        Arrays.stream(Standing.values()).map(Standing::name), Stream.of(UNWATCHED, UNDONE))
                .toList()) {
            Gauge.builder(
                            "keyturn.keyrings",
                            keyrings,
                            all -> all.values().stream()
                                    .filter(standing::equals)
                                    .count())
                    .tag("standing", standing)
                    .description("Keyrings by what became of their resource.")
                    .register(registry);
        }
        Gauge.builder(
                        "keyturn.readers.beyond",
                        readersBeyond,
                        all -> all.values().stream().mapToInt(Integer::intValue).sum())
                .description("Subjects that may read the Secret of a service token and are not in its allowedReaders.")
                .register(registry);
        TimeGauge.builder("keyturn.next.rotation", () -> untilNext(time.instant()), TimeUnit.SECONDS)
                .description(
                        "Time to the next rotation on schedule, of whichever credential is due first; below zero: it is overdue.")
                .register(registry);
    }

    private double untilNext(Instant now) {
        return credentials.values().stream()
                .map(Credential::next)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(next -> Duration.between(now, next).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    /** How a credential stands now. */
    void credential(String id, String kind, String reason, @Nullable Instant next) {
        credentials.put(id, new Credential(kind, reason, next));
        if (counted.add(kind + " " + reason)) {
            count(kind, reason);
        }
    }

    private void count(String kind, String reason) {
        Gauge.builder(
                        "keyturn.credentials",
                        credentials,
                        all -> all.values().stream()
                                .filter(credential -> credential.kind().equals(kind)
                                        && credential.reason().equals(reason))
                                .count())
                .tags("kind", kind, "reason", reason)
                .description("Credentials by kind and by the reason of their condition Ready.")
                .register(registry);
    }

    /** How many may read a Secret that nobody allowed to. */
    void readersBeyond(String id, int count) {
        readersBeyond.put(id, count);
    }

    void forgetCredential(String id) {
        credentials.remove(id);
        readersBeyond.remove(id);
    }

    void keyring(String name, Standing standing) {
        keyrings.put(name, standing.name());
    }

    boolean hasKeyring(String name) {
        return keyrings.containsKey(name);
    }

    /** One that nobody has a resource for, and a key of which only a person can end, or the provider will not; false where that was known. */
    boolean undone(String name) {
        return !UNDONE.equals(keyrings.put(name, UNDONE));
    }

    /** One whose resource is in a namespace that nobody looks at; false where that was known. */
    boolean unwatched(String name) {
        return !UNWATCHED.equals(keyrings.put(name, UNWATCHED));
    }

    void forgetKeyring(String name) {
        keyrings.remove(name);
    }

    void rotation(String kind, Trigger trigger, String result) {
        Counter.builder("keyturn.rotations")
                .tags("kind", kind, "trigger", trigger.name(), "result", result)
                .description(
                        "Rotations by kind, trigger and result: Published, and Completed when what they replaced is proved dead.")
                .register(registry)
                .increment();
    }

    void restart(String kind) {
        Counter.builder("keyturn.restarts")
                .tags("kind", kind)
                .description("Workloads that were restarted to run on a new value, by their kind.")
                .register(registry)
                .increment();
    }

    /** Whether a right was found missing since this was last asked. */
    public boolean rightsMissed() {
        return rightsMissed.getAndSet(false);
    }

    void rightMissed() {
        rightsMissed.set(true);
    }

    void failure(String kind, Reason reason) {
        Counter.builder("keyturn.rotation.failures")
                .tags("kind", kind, "reason", reason.name())
                .description("Failed attempts at a step of a rotation, by kind and reason.")
                .register(registry)
                .increment();
    }
}
