package dev.keyturn.helm;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The operator's process as a Deployment on the API server says it: its ServiceAccount's token, its arguments, environment and mounts, its
 * memory limit, and nothing of this machine but the {@code PATH}. What a process needs in place of what a pod has is in {@link PodEnvironment}.
 */
public final class ChartedOperator implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final Container container;
    private final Prober prober;
    private final String podName;

    private ChartedOperator(Process process, Path log, Container container, Prober prober, String podName) {
        this.process = process;
        this.log = log;
        this.container = container;
        this.prober = prober;
        this.podName = podName;
    }

    /**
     * Starts one, and does not wait for anything.
     *
     * @param podName as it would be a pod's; in it and in the log's name
     * @param dir for its mounts and its log; one for each process
     */
    public static ChartedOperator launch(
            ControlPlane cluster, String namespace, String deployment, String podName, Path dir) {
        var found = cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(deployment)
                .get();
        Objects.requireNonNull(found, () -> "no Deployment " + namespace + "/" + deployment);
        return launch(cluster, namespace, podName, found.getSpec().getTemplate().getSpec(), dir);
    }

    /** Starts one as a pod says it, and does not wait for anything. */
    static ChartedOperator launch(ControlPlane cluster, Pod pod, Path dir) {
        return launch(
                cluster, pod.getMetadata().getNamespace(), pod.getMetadata().getName(), pod.getSpec(), dir);
    }

    private static ChartedOperator launch(
            ControlPlane cluster, String namespace, String podName, PodSpec spec, Path dir) {
        var client = cluster.client();
        var container = spec.getContainers().getFirst();
        try {
            var mounts = new Mounts(client, namespace, podName, spec, Files.createDirectories(dir.resolve("mounts")));
            var environment = new PodEnvironment(client, namespace, podName, container, mounts);
            var log = dir.resolve(podName + ".log");
            var builder = new ProcessBuilder(Entrypoint.command(container, mounts))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            environment.putInto(builder.environment(), dir);
            keepAtHome(builder, dir);
            return new ChartedOperator(builder.start(), log, container, new Prober(environment.port()), podName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No name leads anywhere: an operator without other endpoints would ask the real provider. */
    private static void keepAtHome(ProcessBuilder builder, Path dir) throws IOException {
        builder.environment()
                .merge(
                        "KEYTURN_JAVA_OPTIONS",
                        "-Djdk.net.hosts.file=" + Files.writeString(dir.resolve("hosts"), "127.0.0.1 localhost\n"),
                        (given, added) -> given + " " + added);
    }

    /** Starts one, and comes back when its readiness probe succeeds. */
    public static ChartedOperator start(
            ControlPlane cluster, String namespace, String deployment, String podName, Path dir) {
        var launched = launch(cluster, namespace, deployment, podName, dir);
        try {
            return launched.awaitReady();
        } catch (AssertionError e) {
            launched.close();
            throw e;
        }
    }

    /** Comes back when the readiness probe of the Deployment succeeds. */
    public ChartedOperator awaitReady() {
        try {
            await("readiness of " + podName)
                    .atMost(LONGEST_START)
                    .failFast("it has ended", () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "; it said:\n" + log(), e);
        }
        return this;
    }

    /** Whether the Deployment's readiness probe succeeds now. */
    public boolean isReady() {
        return prober.succeeds(container.getReadinessProbe());
    }

    /** Whether the Deployment's liveness probe succeeds now. */
    public boolean isAlive() {
        return process.isAlive() && prober.succeeds(container.getLivenessProbe());
    }

    /** What the port of health and metrics answers for a path such as {@code /metrics}. */
    public String get(String path) {
        return prober.get(path);
    }

    /** The port on this machine that stands for the pod's port {@code http}. */
    public int port() {
        return prober.port();
    }

    /** The process, for whoever measures or kills it. */
    public Process process() {
        return process;
    }

    public String podName() {
        return podName;
    }

    /** All that it has said. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a node that loses its power; with all that the program started. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** As the kubelet ends a pod, with the Deployment's grace; answers with the exit code. */
    public int stop(Duration grace) {
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(podName + " has not ended within " + grace + ":\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop(Duration.ofSeconds(30));
        }
    }
}
