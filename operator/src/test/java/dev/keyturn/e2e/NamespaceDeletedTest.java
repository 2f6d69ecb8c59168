package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Standing;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A namespace goes with the credentials in it: that never hangs, and their keys outlive it by the delay alone. */
@ClusterTest
final class NamespaceDeletedTest {

    @Test
    void its_deletion_ends_and_its_keys_die_after_the_delay_though_the_account_is_gone_too(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var old = stage.published("checkout");
            var ledgers = new Ledgers(stage);

            deleteNamespace(stage);
            ledgers.awaitStanding("checkout", Standing.Released);
            assertThat(stage.provider.accepts(old)).isTrue();

            cluster.kubectl("delete", "clustersuprsendaccount/" + stage.accountName())
                    .orFail();
            cluster.kubectl("delete", "secret/suprsend", "-n", stage.home).orFail();
            time.pass(Duration.ofHours(2));
            stage.restart();
            ledgers.awaitGone("checkout");
            assertThat(stage.provider.accepts(old)).isFalse();
            assertThat(stage.living()).isEmpty();
        }
    }

    @Test
    void in_one_of_the_same_name_that_was_made_anew_there_is_a_new_key_and_the_old_one_dies_after_the_delay(
            ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
            stage.awaitSettled("checkout", 2);
            var old = stage.published("checkout");

            makeAnew(stage);
            stage.apply("checkout");
            new Ledgers(stage).awaitOwner("checkout", "checkout");
            var ledger = new Ledgers(stage)
                    .await("checkout", found -> found.current().isPresent());

            assertThat(stage.published("checkout")).isNotEqualTo(old);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(stage.provider.accepts(old)).isTrue();
            assertThat(stage.made()).isEqualTo(3);
            assertThat(ledger.in(KeyState.Revoking))
                    .singleElement()
                    .satisfies(key -> assertThat(key.death().retryAt()).isAfter(Instant.now()));
            assertThat(stage.awaitStatus("checkout", status -> status.revision() != null)
                            .requests())
                    .isEmpty();

            time.pass(Duration.ofHours(2));
            stage.restart();
            new Ledgers(stage).await("checkout", found -> found.keys().size() == 1);
            assertThat(stage.provider.accepts(old)).isFalse();
            assertThat(stage.living()).hasSize(1);
            assertThat(stage.made()).isEqualTo(3);
        }
    }

    @Test
    void one_that_is_restored_with_its_secret_goes_on_with_its_key(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");
            var backup = new SecretBuilder(Objects.requireNonNull(stage.secret("checkout")))
                    .editMetadata()
                    .withUid(null)
                    .withResourceVersion(null)
                    .withCreationTimestamp(null)
                    .withManagedFields(List.of())
                    .endMetadata()
                    .build();

            makeAnew(stage);
            stage.client().resource(backup).create();
            stage.apply("checkout");

            new Ledgers(stage).awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 1);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    @Test
    void a_key_that_was_retained_is_not_for_whoever_makes_the_namespace_anew(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "deletionPolicy: Retain");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");

            makeAnew(stage);
            stage.apply("checkout", "deletionPolicy: Retain");

            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals("Conflict"));
            new Ledgers(stage).awaitStanding("checkout", Standing.Retained);
            assertThat(stage.secret("checkout")).isNull();
            assertThat(Tally.of(stage, "checkout"))
                    .isEqualTo(new Tally(before.made(), before.ended(), before.living(), "nothing"));
        }
    }

    /** A namespace of the same name, with another uid and nothing in it but what the chart, applied again, puts there. */
    static void makeAnew(Stage stage) {
        deleteNamespace(stage);
        stage.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(stage.shop)
                        .endMetadata()
                        .build())
                .create();
        stage.account().give();
    }

    private static void deleteNamespace(Stage stage) {
        stage.account().excuse("namespace-deleted");
        stage.cluster
                .kubectl("delete", "namespace/" + stage.shop, "--timeout=60s")
                .orFail();
    }
}
