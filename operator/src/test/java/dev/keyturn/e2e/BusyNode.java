package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays scheduler and kubelet for the pods that Kubernetes' own controllers make: gives them a node, starts, readies and ends them. A pod
 * reads what it takes by env when it starts, and calls the hub with it all the time until it ends.
 */
final class BusyNode implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(BusyNode.class);
    private static final int PAUSE_MILLIS = 60;

    private record Running(String name, String value) {}

    private final Stage stage;
    private final String name;
    private final List<String> namespaces;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(2);

    BusyNode(Stage stage, String... namespaces) {
        this.stage = stage;
        this.namespaces = List.of(namespaces);
        name = "node-" + stage.shop;
        stage.client()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        var _ = clockwork.scheduleWithFixedDelay(this::keep, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        var _ = clockwork.scheduleWithFixedDelay(this::work, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        var _ = clockwork.scheduleWithFixedDelay(this::beat, 0, 5, TimeUnit.SECONDS);
    }

    /** A node that nothing is heard of has its pods counted as not ready. */
    private void beat() {
        quietly(() -> stage.client().nodes().withName(name).editStatus(this::alive));
    }

    private Node alive(Node node) {
        var now = Instant.now().toString();
        node.getStatus()
                .setConditions(List.of(new NodeConditionBuilder()
                        .withType("Ready")
                        .withStatus("True")
                        .withReason("KubeletReady")
                        .withLastHeartbeatTime(now)
                        .build()));
        return node;
    }

    private void keep() {
        for (var namespace : namespaces) {
            quietly(() -> stage.client()
                    .pods()
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .forEach(this::keep));
        }
    }

    private void keep(Pod pod) {
        var meta = pod.getMetadata();
        if (meta.getDeletionTimestamp() != null) {
            running.remove(meta.getUid());
            quietly(() -> stage.client().resource(pod).withGracePeriod(0).delete());
        } else if (pod.getSpec().getNodeName() == null) {
            quietly(() -> stage.client()
                    .raw(
                            "/api/v1/namespaces/%s/pods/%s/binding".formatted(meta.getNamespace(), meta.getName()),
                            "POST",
                            new BindingBuilder()
                                    .withNewMetadata()
                                    .withName(meta.getName())
                                    .endMetadata()
                                    .withNewTarget()
                                    .withKind("Node")
                                    .withName(name)
                                    .endTarget()
                                    .build()));
        } else if (!running.containsKey(meta.getUid())) {
            value(pod).ifPresent(value -> {
                quietly(() -> {
                    stage.client().resource(pod).editStatus(BusyNode::ready);
                    running.put(meta.getUid(), new Running(meta.getName(), value));
                });
            });
        }
    }

    private static Pod ready(Pod pod) {
        pod.getStatus().setPhase("Running");
        pod.getStatus()
                .setConditions(Stream.of("Initialized", "ContainersReady", "Ready")
                        .map(type -> new PodConditionBuilder()
                                .withType(type)
                                .withStatus("True")
                                .withLastTransitionTime(Instant.now().toString())
                                .build())
                        .toList());
        return pod;
    }

    /** What the first variable of the pod says now. */
    private Optional<String> value(Pod pod) {
        var namespace = pod.getMetadata().getNamespace();
        return pod.getSpec().getContainers().getFirst().getEnv().stream()
                .findFirst()
                .map(EnvVar::getValueFrom)
                .map(from -> from.getSecretKeyRef())
                .flatMap(ref -> Optional.ofNullable(stage.client()
                                .secrets()
                                .inNamespace(namespace)
                                .withName(ref.getName())
                                .get())
                        .filter(secret -> secret.getData().containsKey(ref.getKey()))
                        .map(secret -> Person.decoded(secret, ref.getKey())));
    }

    private void work() {
        running.forEach((uid, pod) -> {
            var status = call(pod.value());
            // One that ended meanwhile may have been refused: nobody waits for its answer.
            if (status != 200 && running.containsKey(uid)) {
                refused.add(Instant.now() + " " + pod.name() + ": " + status);
            }
        });
    }

    private int call(String value) {
        try {
            calls.incrementAndGet();
            return http.send(
                            HttpRequest.newBuilder(URI.create(stage.provider.hubUrl() + "/v1/tenant/?limit=1"))
                                    .header("Authorization", "Bearer " + value)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 200;
        }
    }

    /**
     * What somebody else changed first is met again in a moment, and so is what had no answer in time: a round that fails is the last of its
     * clockwork, and whoever waits for pods is not told why there are none.
     */
    private static void quietly(Runnable step) {
        try {
            step.run();
        } catch (KubernetesClientException e) {
            log.atDebug().setCause(e).log("met again in a moment");
        }
    }

    /** Waits until so many pods run, all of them on this value, and nothing else is left. */
    void awaitAllOn(String value, int pods) {
        await(pods + " pods on the value that is in the Secret")
                .atMost(PATIENCE)
                .until(() -> all().size() == pods
                        && running.size() == pods
                        && running.values().stream().allMatch(pod -> pod.value().equals(value)));
    }

    /** Waits until so many pods run. */
    void awaitRunning(int pods) {
        await(pods + " pods").atMost(PATIENCE).until(() -> running.size() == pods && all().size() == pods);
    }

    private List<Pod> all() {
        return namespaces.stream()
                .flatMap(namespace -> stage.client().pods().inNamespace(namespace).list().getItems().stream())
                .toList();
    }

    int calls() {
        return calls.get();
    }

    /** When calls were refused, and to whom. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        http.shutdownNow();
        namespaces.forEach(namespace -> {
            var apps = stage.client().apps();
            apps.deployments().inNamespace(namespace).delete();
            apps.statefulSets().inNamespace(namespace).delete();
            apps.daemonSets().inNamespace(namespace).delete();
            stage.client().pods().inNamespace(namespace).withGracePeriod(0).delete();
        });
        stage.client().nodes().withName(Objects.requireNonNull(name)).delete();
    }
}
