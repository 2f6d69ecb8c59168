package dev.keyturn.e2e;

import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.Map;
import java.util.Objects;

/** Plays scheduler and kubelet: pods of a stage run on a node that there is only on paper. */
final class Kubelet implements AutoCloseable {

    /** How a container may take the Secret {@code checkout}, as a line of its spec. */
    static final Map<String, String> WAYS = Map.of(
            "env",
            "env: [{name: KEY, valueFrom: {secretKeyRef: {name: checkout, key: SUPRSEND_API_KEY}}}]",
            "env-from",
            "envFrom: [{secretRef: {name: checkout}}]",
            "sub-path",
            "volumeMounts: [{name: keys, mountPath: /etc/key, subPath: SUPRSEND_API_KEY}]",
            "volume",
            "volumeMounts: [{name: keys, mountPath: /etc/keys}]",
            "projected",
            "volumeMounts: [{name: all, mountPath: /etc/all}]",
            "none",
            "env: [{name: KEY, valueFrom: {secretKeyRef: {name: another, key: SUPRSEND_API_KEY}}}]");

    private final Stage stage;
    private final String node;
    private final String secret;

    Kubelet(Stage stage) {
        this(stage, "checkout");
    }

    /** With pods that take another Secret than {@code checkout}. */
    Kubelet(Stage stage, String secret) {
        this.stage = stage;
        this.secret = secret;
        node = "node-" + stage.shop;
        // A pod on a node that does not exist would be collected as garbage.
        stage.client()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(node)
                        .endMetadata()
                        .build())
                .create();
    }

    /** A pod that runs, and takes the Secret in one of the {@link #WAYS}. */
    void run(String name, String way) {
        make(name, way, "nodeName: " + node);
        phase(name, "Running");
    }

    /** A pod that no node was found for. */
    void leaveUnscheduled(String name, String way) {
        make(name, way, "schedulingGates: [{name: test.keyturn.dev/never}]");
    }

    private void make(String name, String way, String place) {
        var pod = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s}
                spec:
                  %s
                  initContainers:
                    - {name: first, image: first}
                  containers:
                    - name: app
                      image: app
                      %s
                  volumes:
                    - {name: keys, secret: {secretName: %5$s}}
                    - {name: all, projected: {sources: [{secret: {name: %5$s}}]}}
                """.formatted(name, stage.shop, place, way(way), secret);
        stage.client().resource(pod).create();
    }

    private String way(String way) {
        return Objects.requireNonNull(WAYS.get(way))
                .replace("name: checkout", "name: " + secret)
                .replace(Kind.API_KEY.entry(), stage.kind().entry());
    }

    void phase(String name, String phase) {
        pod(name).editStatus(pod -> {
            pod.getStatus().setPhase(phase);
            return pod;
        });
    }

    /** Asks a pod to end, which it does in its own time. */
    void terminate(String name) {
        pod(name).withGracePeriod(600).delete();
    }

    /** The pod has ended and nothing of it is left. */
    void remove(String name) {
        pod(name).withGracePeriod(0).delete();
    }

    private PodResource pod(String name) {
        return stage.client().pods().inNamespace(stage.shop).withName(name);
    }

    /** The pod as it is. */
    Pod get(String name) {
        return pod(name).get();
    }

    @Override
    public void close() {
        stage.client().pods().inNamespace(stage.shop).withGracePeriod(0).delete();
        stage.client().nodes().withName(node).delete();
    }
}
