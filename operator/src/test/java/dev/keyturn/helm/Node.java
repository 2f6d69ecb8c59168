package dev.keyturn.helm;

import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays scheduler and kubelet for the pods that the controller-manager makes. For each pod of the operator it starts the operator's process,
 * tells by the pod's readiness probe whether it is ready, starts it again when it ends by itself, and ends it when the pod is gone. A pod
 * that asks the operator how it is ({@code helm test}) is asked on its behalf. Any other pod only is told to run. No node is named: the pods
 * are not bound, and so go at once when they are deleted, while their process has its grace.
 */
public final class Node implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final String PROGRAM = "app.kubernetes.io/name";

    private final ControlPlane cluster;
    private final Path dir;
    private final Map<String, ChartedOperator> running = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();
    private final ScheduledExecutorService work = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("node").factory());
    private final Future<?> rounds;
    private int starts;

    private Node(ControlPlane cluster, Path dir) {
        this.cluster = cluster;
        this.dir = dir;
        rounds = work.scheduleWithFixedDelay(this::round, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to look after all pods of a control plane; their logs and mounts are in {@code dir}. */
    public static Node start(ControlPlane cluster, Path dir) {
        return new Node(cluster, dir);
    }

    private void round() {
        var pods = cluster.client().pods().inAnyNamespace().list().getItems();
        var there = pods.stream().map(Node::uid).toList();
        running.entrySet().stream()
                .filter(entry -> !there.contains(entry.getKey()))
                .toList()
                .forEach(entry -> {
                    running.remove(entry.getKey());
                    entry.getValue().stop(GRACE);
                });
        pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .forEach(this::lookAfter);
    }

    private void lookAfter(Pod pod) {
        if (!Release.NAME.equals(pod.getMetadata().getLabels().get(PROGRAM))) {
            tell(pod, "Running", true);
        } else if (pod.getSpec().getRestartPolicy().equals("Never")) {
            if (!told.containsKey(uid(pod))) {
                tell(pod, answers(pod) ? "Succeeded" : "Failed", false);
            }
        } else {
            operate(pod);
        }
    }

    private void operate(Pod pod) {
        var operator = running.get(uid(pod));
        if (operator == null || !operator.process().isAlive()) {
            running.put(uid(pod), ChartedOperator.launch(cluster, pod, dir.resolve("start-" + ++starts)));
            tell(pod, "Running", false);
        } else {
            tell(pod, "Running", operator.isReady());
        }
    }

    /** What the program of the image does in a pod, but that the Service is one of the ready processes. */
    private boolean answers(Pod pod) {
        var arguments = pod.getSpec().getContainers().getFirst().getArgs();
        if (!arguments.getFirst().equals("probe")) {
            throw new IllegalStateException("no stand-in for a pod that runs " + arguments);
        }
        return running.values().stream().anyMatch(ChartedOperator::isReady);
    }

    private void tell(Pod pod, String phase, boolean ready) {
        var said = phase + (ready ? " and ready" : "");
        if (said.equals(told.get(uid(pod)))) {
            return;
        }
        try {
            cluster.client().resource(pod).editStatus(seen -> {
                seen.getStatus().setPhase(phase);
                seen.getStatus()
                        .setConditions(List.of(new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus(ready ? "True" : "False")
                                .build()));
                return seen;
            });
            told.put(uid(pod), said);
        } catch (KubernetesClientException e) {
            // It may have been deleted or changed since; the next round sees that it is gone, or tells it again.
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    /** Ends all that it started; fails if it could not look after the pods before. */
    @Override
    public void close() {
        work.shutdown();
        try {
            if (!work.awaitTermination(2 * GRACE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the node does not end");
            }
            if (!rounds.isCancelled()) {
                rounds.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the node has failed", e);
        } finally {
            running.values().forEach(ChartedOperator::close);
        }
    }
}
