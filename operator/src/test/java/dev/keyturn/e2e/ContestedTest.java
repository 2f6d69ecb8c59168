package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Others write to the same objects all the time: rotations get through, and nothing of theirs is written over. */
@ClusterTest
final class ContestedTest {

    private static final Duration ALL_THE_TIME = Duration.ofMillis(50);

    /** A backup that leaves its mark: nobody else has any business with a keyring. */
    private static final Duration NOW_AND_THEN = Duration.ofMillis(300);

    @Test
    void rotations_get_through_and_nobody_is_written_over(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            var keyring = stage.keyrings().getFirst().getMetadata().getName();

            try (var sampler = new Sampler(stage.client(), stage.shop, (_, value) -> stage.provider.accepts(value));
                    var secret = new Writer(stage, ALL_THE_TIME, () -> stage.secret("checkout"));
                    var ring = new Writer(
                            stage,
                            NOW_AND_THEN,
                            () -> stage.client()
                                    .secrets()
                                    .inNamespace(stage.home)
                                    .withName(keyring)
                                    .get());
                    var resource = new Writer(stage, ALL_THE_TIME, () -> stage.key("checkout"))) {
                for (var revision : List.of(2, 3, 4)) {
                    stage.annotate("checkout", "keyturn.dev/rotate", "to-" + revision);
                    await().atMost(Duration.ofMinutes(2))
                            .until(() -> stage.status("checkout")
                                    .filter(status -> Integer.valueOf(revision).equals(status.revision()))
                                    .filter(status -> status.keys().size() == 1)
                                    .isPresent());
                }

                for (var writer : List.of(secret, ring, resource)) {
                    assertThat(writer.stop()).isPositive();
                    assertThat(writer.found()).isEqualTo(Integer.toString(writer.written()));
                }
                assertThat(sampler.refusalsOf("checkout")).isEmpty();
                assertThat(stage.made()).isEqualTo(4);
                assertThat(stage.living()).hasSize(1);
                assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            }
        }
    }

    /** Counts in an annotation of an object, each time on the version that it has read. */
    private static final class Writer implements AutoCloseable {

        private static final String COUNT = "example.com/count";

        private final Stage stage;
        private final Supplier<? extends @Nullable HasMetadata> object;
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor();

        Writer(Stage stage, Duration pause, Supplier<? extends @Nullable HasMetadata> object) {
            this.stage = stage;
            this.object = object;
            var _ = clockwork.scheduleWithFixedDelay(this::write, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void write() {
            try {
                var read = Objects.requireNonNull(object.get());
                read.getMetadata().setManagedFields(null);
                var there = read.getMetadata().getAnnotations().getOrDefault(COUNT, "0");
                if (!there.equals(Integer.toString(written()))) {
                    throw new IllegalStateException("wrote %d and found %s".formatted(written(), there));
                }
                read.getMetadata().getAnnotations().put(COUNT, Integer.toString(written.get() + 1));
                stage.client().resource(read).update();
                written.incrementAndGet();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    failed(e);
                }
            } catch (RuntimeException e) {
                failed(e);
            }
        }

        /** Nothing more is written: the first failure says it all. */
        private void failed(RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }

        int written() {
            return written.get();
        }

        /** What the object says after the last write. */
        String found() {
            return Objects.requireNonNull(object.get())
                    .getMetadata()
                    .getAnnotations()
                    .getOrDefault(COUNT, "");
        }

        /** Writes no more; answers with how often it has written. */
        int stop() {
            close();
            var failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("could not write", failed);
            }
            return written();
        }

        @Override
        public void close() {
            clockwork.close();
        }
    }
}
