package dev.keyturn.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** The Deployment's pods, replaced as its strategy says: one more that is ready, then one less. */
final class Rollout implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ControlPlane cluster;
    private final String namespace;
    private final Path dir;
    private final Deque<ChartedOperator> pods = new ArrayDeque<>();
    private int started;

    Rollout(ControlPlane cluster, String namespace, Path dir) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.dir = dir;
    }

    /** As many as the Deployment wants, the first of which leads. */
    void start() {
        for (var i = 0; i < wanted(); i++) {
            pods.add(pod());
        }
    }

    /**
     * Replaces each pod, the leader first.
     *
     * @param inTheMiddle what holds whenever one is told to end
     */
    void replaceAll(BooleanSupplier inTheMiddle) {
        for (var i = 0; i < wanted(); i++) {
            pods.add(pod());
            assertThat(inTheMiddle.getAsBoolean())
                    .as("still in the middle when pod %s ends", pods.getFirst().podName())
                    .isTrue();
            assertThat(pods.removeFirst().stop(GRACE)).isIn(0, 143);
        }
    }

    private int wanted() {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName(Release.NAME)
                .get()
                .getSpec()
                .getReplicas();
    }

    private ChartedOperator pod() {
        var name = "keyturn-" + started++;
        return ChartedOperator.start(cluster, namespace, Release.NAME, name, dir.resolve(name));
    }

    /** The pods that run. */
    Iterable<ChartedOperator> pods() {
        return pods;
    }

    @Override
    public void close() {
        pods.forEach(ChartedOperator::close);
    }
}
