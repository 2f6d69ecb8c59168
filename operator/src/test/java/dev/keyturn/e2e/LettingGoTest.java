package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Standing;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A resource that goes for good takes its keys along, proved dead, and its Secret; the keyring goes last. */
@ClusterTest
final class LettingGoTest {

    private static final Duration LONGER_THAN_A_TOKEN_IS_BELIEVED = Duration.ofMinutes(11);

    @Test
    void without_a_delay_the_key_is_proved_dead_and_the_secret_gone_and_applied_again_there_is_one_new_key(
            ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var old = stage.published("checkout");

            stage.delete("checkout");
            var swept =
                    new Ledgers(stage).await("checkout", ledger -> ledger.keys().isEmpty());

            assertThat(stage.provider.accepts(old)).isFalse();
            assertThat(stage.living()).isEmpty();
            assertThat(stage.secret("checkout")).isNull();
            assertThat(swept.standing()).isEqualTo(Standing.Released);
            assertThat(swept.sweepUntil()).isAfter(Instant.now());

            stage.apply("checkout");
            stage.awaitSettled("checkout", 2);

            assertThat(stage.made()).isEqualTo(2);
            assertThat(stage.living()).hasSize(1);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
        }
    }

    @Test
    void the_keyring_stays_until_its_sweep_and_applied_again_there_is_one_new_key(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var ledgers = new Ledgers(stage);

            stage.delete("checkout");
            ledgers.await("checkout", ledger -> ledger.keys().isEmpty());
            ledgers.haveLookedAt("checkout");
            assertThat(ledgers.of("checkout")).isPresent();
            var compared = stage.provider.count(CallKind.LIST_KEYS);
            time.pass(Duration.ofHours(2));
            stage.restart();
            ledgers.awaitGone("checkout");
            assertThat(stage.provider.count(CallKind.LIST_KEYS)).isGreaterThan(compared);

            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            assertThat(stage.made()).isEqualTo(2);
            assertThat(stage.living()).hasSize(1);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
        }
    }

    @Test
    void nothing_dies_before_the_delay_is_over(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");
            var ledgers = new Ledgers(stage);

            stage.delete("checkout");
            ledgers.awaitStanding("checkout", Standing.Released);
            time.pass(Duration.ofMinutes(59));
            ledgers.haveLookedAt("checkout");
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);

            time.pass(Duration.ofMinutes(2));
            stage.restart();
            ledgers.awaitGone("checkout");
            assertThat(stage.living()).isEmpty();
            assertThat(stage.secret("checkout")).isNull();
        }
    }

    @Test
    void a_key_whose_creation_nobody_heard_of_dies_along(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s"));
            stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.dropAfter()));
            stage.start().apply("checkout");
            stage.awaitStatus("checkout", status -> status.revision() != null);
            assertThat(stage.made()).isEqualTo(2);

            stage.delete("checkout");
            new Ledgers(stage).await("checkout", ledger -> ledger.keys().isEmpty());

            assertThat(stage.living()).isEmpty();
        }
    }

    @Test
    void what_cannot_be_revoked_is_tried_until_the_account_has_a_token_that_works(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var old = stage.published("checkout");
            var ledgers = new Ledgers(stage);

            stage.provider.deleteToken(stage.provider.serviceTokenId());
            time.pass(LONGER_THAN_A_TOKEN_IS_BELIEVED);
            stage.delete("checkout");
            ledgers.await(
                    "checkout", ledger -> ledger.keys().stream().allMatch(key -> key.state() == KeyState.Revoking));
            ledgers.haveLookedAt("checkout");
            assertThat(stage.provider.accepts(old)).isTrue();
            assertThat(stage.secret("checkout")).isNull();

            stage.clusterAccount.token(stage.provider.mintToken().material());
            time.pass(LONGER_THAN_A_TOKEN_IS_BELIEVED);
            stage.restart();
            ledgers.await("checkout", ledger -> ledger.keys().isEmpty());
            assertThat(stage.provider.accepts(old)).isFalse();
        }
    }

    @Test
    void an_adopted_secret_is_handed_back_with_what_others_put_into_it(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.kubectl("""
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: checkout
                      namespace: %s
                      labels: {team: payments}
                      annotations: {keyturn.dev/adoptable-by: SuprSendApiKey/checkout}
                    stringData: {DATABASE_URL: "db://theirs", SUPRSEND_API_KEY: "made by hand"}
                    """.formatted(stage.shop));
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            assertThat(theirs(stage)).isEqualTo("db://theirs");

            stage.delete("checkout");
            new Ledgers(stage).await("checkout", ledger -> ledger.keys().isEmpty());

            var left = Objects.requireNonNull(stage.secret("checkout"));
            assertThat(theirs(stage)).isEqualTo("db://theirs");
            assertThat(left.getData()).containsOnlyKeys("DATABASE_URL");
            assertThat(left.getMetadata().getLabels()).isEqualTo(Map.of("team", "payments"));
            assertThat(left.getMetadata().getAnnotations().keySet())
                    .filteredOn(name -> name.startsWith("keyturn.dev/"))
                    .containsExactly("keyturn.dev/adoptable-by");
            assertThat(stage.living()).isEmpty();
        }
    }

    private static String theirs(Stage stage) {
        return Person.decoded(Objects.requireNonNull(stage.secret("checkout")), "DATABASE_URL");
    }
}
