package dev.keyturn.e2e;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the published Secrets of a namespace all the time and asks the hub about the value in each. A value that is refused was
 * published at that instant only if it still is afterwards, since no value ever comes back.
 */
final class Sampler implements AutoCloseable {

    private static final String ENTRY = "SUPRSEND_API_KEY";
    private static final int PAUSE_MILLIS = 15;

    private final KubernetesClient client;
    private final String namespace;
    private final BiPredicate<String, String> accepts;
    private final Map<String, Integer> samples = new ConcurrentHashMap<>();
    private final Map<String, List<String>> refused = new ConcurrentHashMap<>();
    private final Map<String, List<String>> values = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();

    /**
     * Samples until it is closed.
     *
     * @param accepts whether the hub accepts now the value of the Secret of this name
     */
    Sampler(KubernetesClient client, String namespace, BiPredicate<String, String> accepts) {
        this.client = client;
        this.namespace = namespace;
        this.accepts = accepts;
        var _ = clockwork.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            client.secrets()
                    .inNamespace(namespace)
                    .withLabel(Names.MANAGED_BY, Names.MANAGER)
                    .list()
                    .getItems()
                    .forEach(this::sample);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private void sample(Secret secret) {
        var name = secret.getMetadata().getName();
        var value = value(secret);
        var seen = values.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>());
        if (!value.isEmpty() && !seen.contains(value)) {
            seen.add(value);
        }
        samples.merge(name, 1, Integer::sum);
        if (accepts.test(name, value)) {
            return;
        }
        var at = Instant.now();
        var after = client.secrets().inNamespace(namespace).withName(name).get();
        if (after != null && value(after).equals(value)) {
            refused.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>())
                    .add(at + " revision "
                            + after.getMetadata().getAnnotations().get(Names.REVISION));
        }
    }

    private static String value(Secret secret) {
        var data = secret.getData() == null ? null : secret.getData().get(ENTRY);
        return data == null ? "" : new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    /** How often the Secret was read. */
    int samplesOf(String secret) {
        return samples.getOrDefault(secret, 0);
    }

    /** When the hub refused what the Secret held; a failure to sample is thrown. */
    List<String> refusalsOf(String secret) {
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("the Secrets could not be sampled", failed);
        }
        return new ArrayList<>(refused.getOrDefault(secret, List.of()));
    }

    /** All values that the Secret was seen to hold, in order. */
    List<String> valuesOf(String secret) {
        return List.copyOf(values.getOrDefault(secret, List.of()));
    }

    @Override
    public void close() {
        clockwork.close();
    }
}
