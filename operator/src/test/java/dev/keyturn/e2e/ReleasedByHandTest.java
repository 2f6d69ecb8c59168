package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.Names;
import org.junit.jupiter.api.Test;

/** A keyring that nobody owns any more dies by a person's word, the annotation {@code keyturn.dev/release}, and by nothing else. */
@ClusterTest
final class ReleasedByHandTest {

    @Test
    void a_retained_keyring_is_released_by_its_annotation(ControlPlane cluster) {
        try (var stage = settled(cluster, "deletionPolicy: Retain")) {
            stage.delete("checkout");
            new Ledgers(stage).awaitStanding("checkout", Standing.Retained);

            release(stage);

            awaitDead(stage);
        }
    }

    @Test
    void so_is_one_whose_resource_went_without_a_word(ControlPlane cluster) {
        try (var stage = settled(cluster)) {
            stage.stop();
            new Person(stage).stripAndDelete("checkout");
            stage.start();
            new Ledgers(stage).awaitStanding("checkout", Standing.Unowned);

            release(stage);

            awaitDead(stage);
        }
    }

    @Test
    void one_whose_resource_is_there_is_not(ControlPlane cluster) {
        try (var stage = settled(cluster)) {
            var before = Tally.of(stage, "checkout");

            release(stage);
            new Ledgers(stage).haveLookedAt("checkout");
            release(stage);
            new Person(stage).look("checkout");

            stage.awaitStatus(
                    "checkout",
                    status -> Long.valueOf(new Person(stage).generation("checkout"))
                            .equals(status.observedGeneration()));
            new Ledgers(stage).awaitOwner("checkout", "checkout");
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    private static Stage settled(ControlPlane cluster, String... spec) {
        var stage = new Stage(cluster);
        stage.with(stage.settings().deletionDelay("0s")).start();
        stage.apply("checkout", spec);
        stage.awaitSettled("checkout", 1);
        return stage;
    }

    private static void release(Stage stage) {
        new Ledgers(stage).annotate("checkout", Names.RELEASE + "=now");
    }

    private static void awaitDead(Stage stage) {
        new Ledgers(stage).await("checkout", ledger -> ledger.keys().isEmpty());
        assertThat(stage.living()).isEmpty();
        assertThat(stage.secret("checkout")).isNull();
    }
}
