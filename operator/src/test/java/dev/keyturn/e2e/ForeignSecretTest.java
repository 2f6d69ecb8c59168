package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A Secret of that name that is somebody else's is left as it is, and nothing is issued for it. */
@ClusterTest
final class ForeignSecretTest {

    @Test
    void one_that_was_there_before_is_untouched_until_it_consents(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            theirs(stage);
            stage.apply("checkout");
            var status = stage.awaitStatus(
                    "checkout", seen -> Stage.reason(seen, "Stalled").equals("NotAdoptable"));

            assertThat(Stage.statusOf(status, "Ready")).isEqualTo("False");
            assertThat(stage.made()).isZero();
            assertThat(stage.published("checkout")).isEqualTo("theirs");

            cluster.kubectl(
                            "annotate",
                            "secret/checkout",
                            "-n",
                            stage.shop,
                            "keyturn.dev/adoptable-by=SuprSendApiKey/checkout")
                    .orFail();
            stage.awaitSettled("checkout", 1);
            assertThat(stage.made()).isEqualTo(1);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(Person.decoded(Objects.requireNonNull(stage.secret("checkout")), "DATABASE_URL"))
                    .isEqualTo("db://theirs");
        }
    }

    @Test
    void one_that_took_the_place_of_ours_is_untouched_and_nothing_turns_or_dies_until_it_goes(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");

            stage.stop();
            cluster.kubectl("delete", "secret/checkout", "-n", stage.shop).orFail();
            theirs(stage);
            stage.start();
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitStatus("checkout", seen -> Stage.reason(seen, "Stalled").equals("NotAdoptable"));
            new Person(stage).look("checkout");
            stage.awaitStatus(
                    "checkout",
                    seen -> Long.valueOf(new Person(stage).generation("checkout"))
                            .equals(seen.observedGeneration()));
            assertThat(stage.published("checkout")).isEqualTo("theirs");
            assertThat(stage.made()).isEqualTo(before.made());
            assertThat(stage.living()).hasSize(1);

            cluster.kubectl("delete", "secret/checkout", "-n", stage.shop).orFail();
            stage.awaitStatus("checkout", seen -> Integer.valueOf(2).equals(seen.revision()));
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
        }
    }

    @Test
    void a_deletion_leaves_it_alone_as_well(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            stage.stop();
            cluster.kubectl("delete", "secret/checkout", "-n", stage.shop).orFail();
            theirs(stage);
            cluster.kubectl("delete", "ssak/checkout", "-n", stage.shop, "--wait=false")
                    .orFail();
            stage.start();
            new Ledgers(stage).await("checkout", ledger -> ledger.keys().isEmpty());

            assertThat(stage.published("checkout")).isEqualTo("theirs");
            assertThat(stage.living()).isEmpty();
        }
    }

    @Test
    void one_whose_keyring_was_deleted_is_left_as_it_is_and_nothing_is_issued(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");

            var keyring = stage.keyrings().getFirst().getMetadata().getName();
            cluster.kubectl("delete", "secret/" + keyring, "-n", stage.home).orFail();
            new Person(stage).look("checkout");

            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals("KeyringMissing"));
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);

            cluster.kubectl("delete", "secret/checkout", "-n", stage.shop).orFail();
            new Person(stage).look("checkout");

            stage.awaitStatus(
                    "checkout",
                    status -> Long.valueOf(new Person(stage).generation("checkout"))
                                    .equals(status.observedGeneration())
                            && Stage.reason(status, "Stalled").equals("KeyringMissing"));
            assertThat(stage.made()).isEqualTo(1);
            assertThat(stage.living()).hasSize(1);
        }
    }

    private static void theirs(Stage stage) {
        stage.kubectl("""
                apiVersion: v1
                kind: Secret
                metadata: {name: checkout, namespace: %s}
                stringData: {SUPRSEND_API_KEY: theirs, DATABASE_URL: "db://theirs"}
                """.formatted(stage.shop));
    }
}
