package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A keyring from a backup has forgotten what has fired and what came of it; the provider's list tells before anything fires again. */
@ClusterTest
final class RestoredKeyringTest {

    @Test
    void a_token_that_has_fired_fires_no_second_time(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var before = turned(stage);
            assertThat(stage.made()).isEqualTo(2);

            new Person(stage).put(before.keyring());
            new Person(stage).put(before.published());
            new Person(stage).look("checkout");

            // Taken up by the list; or in use, where a look came between the two restores and found its value in the
            // Secret.
            stage.awaitStatus(
                    "checkout",
                    status -> status.requests().isEmpty()
                            && status.keys().stream().anyMatch(key -> key.revision() == 2));
            var looks = new Person(stage);
            looks.look("checkout");
            var generation = Long.valueOf(looks.generation("checkout"));
            stage.awaitStatus("checkout", status -> generation.equals(status.observedGeneration()));
            assertThat(stage.made()).as("keys").isEqualTo(2);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();

            stage.annotate("checkout", "keyturn.dev/rotate", "twice");
            stage.awaitStatus("checkout", status -> Integer.valueOf(3).equals(status.revision()));
            assertThat(stage.made()).as("keys").isEqualTo(3);
        }
    }

    @Test
    void neither_after_the_operator_has_come_back_to_find_no_keyring(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var before = turned(stage);

            stage.stop();
            stage.client().resource(before.keyring()).delete();
            stage.start();
            stage.apply("refunds", "rotation: {overlap: 1h}");
            stage.awaitSettled("refunds", 1);
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Ready").equals("KeyringMissing"));
            new Person(stage).put(before.published());
            stage.client()
                    .resource(new SecretBuilder(before.keyring())
                            .editMetadata()
                            .withUid(null)
                            .withResourceVersion(null)
                            .endMetadata()
                            .build())
                    .create();
            new Person(stage).look("checkout");

            stage.awaitStatus(
                    "checkout",
                    status -> status.keys().stream()
                            .anyMatch(key -> key.revision() == 2 && key.state().equals("Previous")));
            assertThat(stage.made()).as("keys").isEqualTo(3);
        }
    }

    private record Backup(Secret keyring, Secret published) {}

    /** Turns on request, and answers with what there was before that. */
    private static Backup turned(Stage stage) {
        stage.apply("checkout", "rotation: {overlap: 1h}");
        stage.awaitSettled("checkout", 1);
        var before = new Backup(stage.keyrings().getFirst(), Objects.requireNonNull(stage.secret("checkout")));
        stage.annotate("checkout", "keyturn.dev/rotate", "once");
        stage.awaitStatus(
                "checkout",
                status -> status.requests().stream()
                        .anyMatch(request -> "once".equals(request.token()) && request.publishedAt() != null));
        return before;
    }
}
