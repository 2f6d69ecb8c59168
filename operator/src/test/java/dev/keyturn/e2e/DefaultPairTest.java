package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.Call;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Deployment;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pair that came with its workspace is one record whose secret is replaced: the published value is the living one, whatever happens. */
@ClusterTest
final class DefaultPairTest {

    @TempDir
    private Path dir = Path.of("");

    @Test
    void the_first_value_is_what_the_record_has_and_its_own_rotation_replaces_it(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var pair = new DefaultPair(stage).apply("rotation: {overlap: 24h}");
            assertThat(pair.awaitSettled(1).turning()).isEqualTo("Api");
            var first = pair.published();
            assertThat(first).isEqualTo(pair.record());
            assertThat(pair.turned()).isZero();

            var log = stage.cluster.auditLog().fromHere();
            pair.rotate("ticket-4711");
            pair.awaitProvedDead("ticket-4711");

            assertThat(pair.published())
                    .isEqualTo(pair.record())
                    .containsEntry(DefaultPair.KEY, first.get(DefaultPair.KEY));
            assertThat(pair.accepts(first)).isFalse();
            assertThat(pair.turned()).isEqualTo(1);
            assertThat(stage.provider.count(CallKind.DELETE_PAIR)).isZero();
            assertThat(stage.provider.suspicions()).isEmpty();

            // Seen to work, line 2: between the answer and the Secret there is the write of the keyring and one probe.
            var answered = stage.provider.calls(CallKind.ROTATE_PAIR).getFirst().at();
            await().until(() -> !log.calls(call -> isWrite(call)
                            && call.namespace().equals(stage.shop)
                            && !call.receivedAt().isBefore(answered))
                    .isEmpty());
            var writes = log.calls(call -> isWrite(call) && !call.receivedAt().isBefore(answered)).stream()
                    .map(call -> call.namespace().equals(stage.shop) ? "Secret" : "keyring")
                    .toList();
            assertThat(writes).startsWith("keyring", "Secret");
            // The dry run before the turn is a PUT, too.
            Instant published = log.calls(call -> isWrite(call)
                            && call.namespace().equals(stage.shop)
                            && !call.receivedAt().isBefore(answered))
                    .getFirst()
                    .receivedAt();
            assertThat(stage.provider.calls(
                            call -> call.at().isAfter(answered) && call.at().isBefore(published)))
                    .extracting(Call::kind)
                    .containsExactly(CallKind.PROBE);
        }
    }

    private static boolean isWrite(dev.keyturn.cluster.AuditLog.Call call) {
        return call.userAgent().equals(OperatorInProcess.USER_AGENT)
                && call.verb().equals("update")
                && call.resource().equals("secrets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void the_published_value_is_the_living_one_where_the_answer_was_lost(String when, ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var pair = new DefaultPair(stage).apply();
            pair.awaitSettled(1);
            var first = pair.published();
            var isLostAfter = when.equals("after");
            stage.provider.order(
                    FaultRule.on(CallKind.ROTATE_PAIR, isLostAfter ? Fault.dropAfter() : Fault.dropBefore()));

            pair.rotate("ticket-4711");

            pair.awaitProvedDead("ticket-4711");
            assertThat(pair.awaitSettled(2).history()).hasSize(2);
            assertThat(pair.published()).isEqualTo(pair.record()).isNotEqualTo(first);
            assertThat(pair.accepts(first)).isFalse();
            assertThat(pair.turned())
                    .as("another call only where the first had no effect")
                    .isEqualTo(isLostAfter ? 1 : 2);
        }
    }

    @Test
    void the_published_value_is_the_living_one_after_a_crash_right_after_the_turn(ControlPlane cluster)
            throws InterruptedException {
        try (var stage = new Stage(cluster)) {
            var pair = new DefaultPair(stage);
            var process = OperatorProcess.start(stage, dir, "crashing");
            pair.apply();
            pair.awaitSettled(1);
            var first = pair.published();
            stage.provider.order(FaultRule.on(CallKind.ROTATE_PAIR, Fault.slowBody(Duration.ofSeconds(8))));

            pair.rotate("ticket-4711");
            await().atMost(Stage.PATIENCE).until(() -> !pair.accepts(first));
            process.kill();
            assertThat(pair.published()).isEqualTo(first);
            stage.start();

            pair.awaitProvedDead("ticket-4711");
            pair.awaitSettled(2);
            assertThat(pair.published()).isEqualTo(pair.record());
            assertThat(pair.turned()).isEqualTo(1);
        }
    }

    /** Seen to work, line 3. */
    @Test
    void on_an_old_deployment_support_is_asked_and_the_bridge_tells_when_it_was_done(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time)) {
            stage.provider.deploy(Deployment.old());
            stage.start();
            var pair = new DefaultPair(stage).apply();
            assertThat(pair.awaitSettled(1).turning()).isEqualTo("Bridge");
            var first = pair.published();
            assertThat(first).isEqualTo(pair.record());

            pair.rotate("ticket-4711");
            pair.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDelivery"));
            assertThat(pair.message("ActionRequired"))
                    .startsWith("platform@example.com: ask SuprSend's support")
                    .contains("workspace staging", "nothing is to be handed in");
            stage.provider.pairs().askSupport("staging");
            time.pass(Duration.ofMinutes(1));
            pair.look();

            pair.awaitProvedDead("ticket-4711");
            pair.awaitSettled(2);
            assertThat(pair.published()).isEqualTo(pair.record());
            assertThat(pair.accepts(first)).isFalse();
            assertThat(pair.hasDelivery()).isFalse();
            assertThat(stage.provider.calls(CallKind.LIST_PAIRS)).allMatch(call -> call.status() == 404);
            assertThat(stage.provider.count(CallKind.DELETE_PAIR)).isZero();

            stage.provider.deploy(Deployment.current());
            time.pass(Duration.ofMinutes(10));
            pair.look();
            pair.await(status -> "Api".equals(status.turning()));
            pair.rotate("ticket-4712");
            pair.awaitProvedDead("ticket-4712");
            assertThat(pair.turned()).isEqualTo(1);
            assertThat(pair.published()).isEqualTo(pair.record());
        }
    }

    @Test
    void where_nobody_shows_it_it_is_handed_in_and_another_pair_is_refused(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.provider.deploy(Deployment.old().withoutBridge());
            stage.start();
            new Credentials(stage, Kind.WORKSPACE_KEY).apply("signer", "pair: Default");
            new Credentials(stage, Kind.WORKSPACE_KEY)
                    .awaitStatus(
                            "signer", status -> Stage.reason(status, "Stalled").equals("AccountNotGranted"));
            var pair = new DefaultPair(stage);
            pair.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDelivery"));
            pair.deliver(pair.pair());
            assertThat(pair.awaitSettled(1).turning()).isEqualTo("Delivery");
            var first = pair.published();
            assertThat(first).isEqualTo(pair.record());

            pair.rotate("ticket-4711");
            pair.deliver(stage.provider.pairs().mint("staging", "another"));
            pair.await(status -> Stage.reason(status, "ActionRequired").equals("DeliveryRefused"));
            assertThat(pair.message("ActionRequired")).contains("another pair", "ask SuprSend's support");
            pair.deliver(stage.provider.pairs().askSupport("staging"));

            pair.awaitProvedDead("ticket-4711");
            pair.awaitSettled(2);
            assertThat(pair.published()).isEqualTo(pair.record());
            assertThat(pair.accepts(first)).isFalse();
            await().atMost(Stage.PATIENCE).until(() -> !pair.hasDelivery());
        }
    }

    @Test
    void a_value_that_somebody_else_has_turned_is_published_and_not_answered_by_another_turn(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            var pair = new DefaultPair(stage).apply();
            pair.awaitSettled(1);
            var first = pair.published();

            stage.provider.pairs().rotate(pair.pair().pair().id());
            var calls = stage.provider.count(CallKind.LIST_PAIRS);
            time.pass(Duration.ofMinutes(10));
            pair.look();

            assertThat(pair.awaitSettled(2).history().getFirst().trigger()).isEqualTo("Initial");
            assertThat(pair.awaitSettled(2).history().getLast().trigger()).isEqualTo("Rejected");
            assertThat(stage.provider.count(CallKind.LIST_PAIRS)).isEqualTo(calls + 1);
            assertThat(pair.published()).isEqualTo(pair.record()).isNotEqualTo(first);
            assertThat(pair.turned()).isZero();
        }
    }

    @Test
    void one_resource_has_it_and_after_its_deletion_it_lives_on(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("1s")).start();
            var pair = new DefaultPair(stage).apply();
            pair.awaitSettled(1);
            var first = pair.published();
            pair.applyAs("other");
            pair.awaitOf("other", status -> Stage.reason(status, "Stalled").equals("Conflict"));

            pair.delete();

            pair.awaitOf("other", status -> Integer.valueOf(1).equals(status.revision()));
            await().atMost(Stage.PATIENCE).until(() -> stage.keyrings().size() == 1);
            assertThat(pair.published()).isEmpty();
            assertThat(pair.accepts(first)).isTrue();
            assertThat(pair.record()).isEqualTo(first);
            assertThat(stage.provider.count(CallKind.DELETE_PAIR)).isZero();
        }
    }
}
