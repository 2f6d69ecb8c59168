package dev.keyturn.kube;

import dev.keyturn.plan.Brake;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ConfigMap {@code keyturn-freeze} in the operator's namespace, which stops the operator where it says: a person's brake for the
 * moment in which nothing may turn or die. It is watched, so that it holds within a moment and needs no restart.
 */
public final class KubeFreeze implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KubeFreeze.class);
    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private final String where;
    private final SharedIndexInformer<ConfigMap> informer;
    private final Runnable onChange;
    private final FreezeNotices notices;
    private volatile Frozen frozen = Frozen.NOTHING;
    private volatile String read = "";

    private KubeFreeze(KubernetesClient client, String namespace, FreezeNotices notices, Runnable onChange) {
        this.notices = notices;
        where = where(namespace);
        this.onChange = onChange;
        informer = client.configMaps()
                .inNamespace(namespace)
                .withName(Names.FREEZE)
                .runnableInformer(0)
                .exceptionHandler((_, failure) -> {
                    log.atDebug().log("{} cannot be watched: {}", where, failure.getMessage());
                    return true;
                })
                .addEventHandler(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(ConfigMap added) {
                        became(added);
                    }

                    @Override
                    public void onUpdate(ConfigMap before, ConfigMap after) {
                        became(after);
                    }

                    @Override
                    public void onDelete(ConfigMap gone, boolean unknown) {
                        became(Frozen.NOTHING);
                        read = "";
                    }
                });
    }

    /**
     * Watches it, and comes back when it is known: an operator that starts while all is frozen does not begin before it knows. Where it
     * may not be read, which readiness says, nothing is frozen.
     *
     * @param time of what is told
     * @param onChange called when something else is frozen than before
     */
    public static KubeFreeze watch(KubernetesClient client, Settings settings, InstantSource time, Runnable onChange) {
        var namespace = settings.operatorNamespace();
        var freeze = new KubeFreeze(
                client,
                namespace,
                new FreezeNotices(new EventCalls(client, time), settings.watches(namespace)),
                onChange);
        try {
            if (freeze.isReadable(client, namespace)) {
                freeze.informer.start().toCompletableFuture().get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
            } else {
                freeze.informer.start();
            }
            return freeze;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before " + freeze.where + " was read", e);
        } catch (ExecutionException | TimeoutException e) {
            freeze.close();
            throw new IllegalStateException(freeze.where + " cannot be watched", e);
        }
    }

    /** What holds a namespace at this moment, for somebody who only asks. */
    public static Function<String, Optional<Brake>> holding(KubernetesClient client, String namespace) {
        var map = client.configMaps()
                .inNamespace(namespace)
                .withName(Names.FREEZE)
                .get();
        var frozen = map == null ? Frozen.NOTHING : Frozen.by(map);
        return held -> brake(where(namespace), frozen, held);
    }

    private static String where(String namespace) {
        return "ConfigMap " + Names.FREEZE + " in namespace " + namespace;
    }

    private static Optional<Brake> brake(String where, Frozen frozen, String namespace) {
        return frozen.holds(namespace)
                ? Optional.of(Brake.frozen(where + " has frozen this namespace: nothing is issued and nothing dies"))
                : Optional.empty();
    }

    private boolean isReadable(KubernetesClient client, String namespace) {
        try {
            var map = client.configMaps()
                    .inNamespace(namespace)
                    .withName(Names.FREEZE)
                    .get();
            if (map != null) {
                became(map);
            }
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return false;
            }
            throw e;
        }
    }

    private void became(ConfigMap map) {
        // A start reads it, and then hears of it.
        var version = map.getMetadata().getUid() + "/" + map.getMetadata().getResourceVersion();
        if (version.equals(read)) {
            return;
        }
        read = version;
        var now = Frozen.by(map);
        now.wrong().forEach(sentence -> log.warn("{}: {}", where, sentence));
        became(now);
        // Not on the thread of the watch, on which the next change comes.
        Thread.ofVirtual().start(() -> notices.tell(map, now));
    }

    private void became(Frozen now) {
        var before = frozen;
        frozen = now;
        if (!now.holdsAs(before)) {
            log.warn(
                    "{}: {}",
                    where,
                    now.isNothing()
                            ? "nothing is frozen any more, and what is due goes on"
                            : now.sentence() + "; delete it to go on");
            onChange.run();
        }
    }

    /** What holds a namespace. */
    public Optional<Brake> on(String namespace) {
        return brake(where, frozen, namespace);
    }

    /** Whether anything is frozen. */
    public boolean isOn() {
        return !frozen.isNothing();
    }

    /** Whether something that it says is not understood, and so may not hold what it was meant to hold. */
    public boolean isMisread() {
        return !frozen.wrong().isEmpty();
    }

    /** Whether a change would be seen. */
    public boolean isWatching() {
        return informer.isWatching();
    }

    @Override
    public void close() {
        informer.close();
    }
}
