package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key in use, ended by somebody else: seen, and made good under two proofs. */
@ClusterTest
final class HealingTest {

    private static final Duration CHECKED = Duration.ofMinutes(1);

    private static Stage checked(ControlPlane cluster, ShiftedTime time) {
        var stage = new Stage(cluster).with(time);
        return stage.with(stage.settings().checkEvery("60s")).start();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_was_deleted_by_hand_is_replaced_once(Kind kind, ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = checked(cluster, time).of(kind)) {
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.apply("refunds", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            stage.awaitSettled("refunds", 1);
            var other = stage.published("refunds");
            var id = stage.status("checkout").orElseThrow().keys().getFirst().id();
            assertThat(
                            kind == Kind.API_KEY
                                    ? stage.provider.deleteKey(id)
                                    : stage.provider.pairs().delete(id))
                    .isTrue();

            time.pass(CHECKED);
            new Person(stage).look("checkout");
            new Person(stage).look("refunds");

            var settled = stage.awaitSettled("checkout", 2);
            assertThat(settled.history().getLast().trigger()).isEqualTo("Rejected");
            assertThat(accepts(stage, "checkout")).isTrue();
            assertThat(stage.published("refunds")).isEqualTo(other);
            assertThat(stage.made()).isEqualTo(3);
        }
    }

    @Test
    void a_hub_that_refuses_everything_for_ten_minutes_heals_nothing_and_has_nothing_made(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = checked(cluster, time)) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var value = stage.published("checkout");
            stage.provider.order(FaultRule.on(CallKind.PROBE, Fault.status(401)).always());

            for (var minute = 0; minute < 10; minute++) {
                var probes = stage.provider.count(CallKind.PROBE);
                time.pass(CHECKED);
                new Person(stage).look("checkout");
                await().atMost(Stage.PATIENCE).until(() -> stage.provider.count(CallKind.PROBE) > probes);
            }
            var status = stage.awaitStatus(
                    "checkout", seen -> Stage.reason(seen, "Degraded").equals("ProviderDisagrees"));
            assertThat(Stage.statusOf(status, "Ready")).isEqualTo("True");

            stage.provider.heal();
            time.pass(CHECKED);
            new Person(stage).look("checkout");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.published("checkout")).isEqualTo(value);
            assertThat(stage.made()).isEqualTo(1);
            assertThat(stage.provider.count(CallKind.DELETE_KEY)).isZero();
        }
    }

    /** Three are ended at once; while the provider takes no new one, one of them is tried, and no other. */
    @Test
    void one_key_of_an_account_is_healed_at_a_time(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time)) {
            // How often they are looked at, and time passes, until all are healed is up to the machine: no cap is to
            // end that.
            stage.with(stage.settings().checkEvery("60s").caps(100, 100)).start();
            for (var i = 0; i < 3; i++) {
                stage.apply("checkout-" + i, "rotation: {overlap: 0s}");
                stage.awaitSettled("checkout-" + i, 1);
            }
            stage.living().forEach(key -> stage.provider.deleteKey(key.id()));
            stage.provider.order(
                    FaultRule.on(CallKind.CREATE_KEY, Fault.status(503)).always());
            time.pass(CHECKED);
            for (var i = 0; i < 3; i++) {
                new Person(stage).look("checkout-" + i);
            }
            await().atMost(Stage.PATIENCE).until(() -> waiting(stage) == 2);
            assertThat(stage.keyrings()).hasSize(3);

            stage.provider.heal();
            // Backoff and turns, which the ledger knows, run by the operator's clock.
            await().atMost(Duration.ofMinutes(3)).until(() -> {
                time.pass(Duration.ofSeconds(30));
                for (var i = 0; i < 3; i++) {
                    new Person(stage).look("checkout-" + i);
                }
                return IntStream.range(0, 3)
                        .allMatch(i -> Integer.valueOf(2)
                                .equals(stage.status("checkout-" + i)
                                        .orElseThrow()
                                        .revision()));
            });
            assertThat(stage.living()).hasSize(3);
        }
    }

    /** Whether the provider takes what is published. */
    private static boolean accepts(Stage stage, String name) {
        var value = stage.published(name);
        return stage.kind() == Kind.API_KEY
                ? stage.provider.accepts(value)
                : stage.provider
                        .pairs()
                        .accepts(value, Person.decoded(Objects.requireNonNull(stage.secret(name)), DefaultPair.SECRET));
    }

    private static long waiting(Stage stage) {
        return IntStream.range(0, 3)
                .mapToObj(i -> stage.status("checkout-" + i).orElseThrow())
                .filter(status -> Stage.statusOf(status, "Ready").equals("False"))
                .filter(status -> status.conditions().stream()
                        .anyMatch(found -> String.valueOf(found.getMessage()).contains("that one is replaced first")))
                .count();
    }
}
