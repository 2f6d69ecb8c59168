package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.Call;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A person's brake, pulled in the middle of many rotations and let go of again. */
@ClusterTest
final class FreezeTest {

    private static final int MANY = 50;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** From the ConfigMap to an operator that heeds it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The middle of the rotations does not last. */
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    private static final Set<CallKind> CHANGES = EnumSet.of(CallKind.CREATE_KEY, CallKind.DELETE_KEY);

    @Test
    void in_the_middle_of_fifty_rotations_nothing_more_is_made_and_nothing_dies_until_it_is_let_go(
            ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            // Long proofs: each rotation is at another of its steps when it is frozen.
            stage.with(stage.settings().proofs(3, "2s")).start();
            stage.create(IntStream.rangeClosed(1, MANY)
                    .mapToObj(i -> """
                            apiVersion: keyturn.dev/v1alpha1
                            kind: SuprSendApiKey
                            metadata: {name: checkout-%d, namespace: %s}
                            spec:
                              workspace: staging
                              accountRef: {name: %s}
                              rotation: {overlap: 0s}
                            """.formatted(i, stage.shop, stage.accountName()))
                    .collect(Collectors.joining("---\n")));
            await().atMost(LONGEST).until(() -> published(stage, 1) == MANY);
            cluster.kubectl("annotate", "ssak", "--all", "-n", stage.shop, Names.ROTATE + "=please")
                    .orFail();
            await().atMost(LONGEST).pollInterval(A_MOMENT).until(() -> stage.provider.count(CallKind.DELETE_KEY) >= 3);

            freeze(stage, "some-other " + stage.shop);
            awaitFrozen(stage, SOON);
            var frozen = Instant.now();
            await().atMost(LONGEST).until(() -> said(stage, "Frozen") == MANY);

            assertThat(changesSince(stage, frozen.plusSeconds(1))).isEmpty();
            var made = stage.made();
            var dead = stage.provider.count(CallKind.DELETE_KEY);
            assertThat(dead).isLessThan(MANY);
            // What is asked for meanwhile is asked for afterwards, and an exposure is no exception.
            stage.annotate("checkout-1", Names.EXPOSED, "build-log-1");
            await().atMost(Stage.PATIENCE)
                    .until(() ->
                            stage.status("checkout-1").orElseThrow().requests().size() == 2);
            assertThat(stage.made()).isEqualTo(made);
            assertThat(stage.provider.count(CallKind.DELETE_KEY)).isEqualTo(dead);

            unfreeze(stage);
            await().atMost(LONGEST).until(() -> ended(stage) == MANY);
            assertThat(stage.living()).hasSize(MANY);
            assertThat(stage.made()).isBetween(2L * MANY, 2L * MANY + 1);
            assertThat(stage.status("checkout-1").orElseThrow().requests()).hasSize(2);
            assertThat(stage.metrics()).contains("keyturn_frozen 0");
        }
    }

    @Test
    void a_secret_is_kept_right_and_a_deletion_lets_go_and_kills_nothing(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var value = stage.published("checkout");
            freeze(stage, "*");
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Degraded").equals("Frozen"));

            stage.client()
                    .secrets()
                    .inNamespace(stage.shop)
                    .withName("checkout")
                    .delete();
            await().atMost(Stage.PATIENCE)
                    .until(() -> stage.published("checkout").equals(value));
            stage.apply("refunds");
            stage.awaitStatus("refunds", status -> Stage.reason(status, "Ready").equals("Frozen"));
            stage.delete("checkout");
            await().atMost(Stage.PATIENCE).until(() -> stage.key("checkout") == null);
            stage.restart();
            stage.awaitStatus("refunds", status -> Stage.reason(status, "Ready").equals("Frozen"));
            assertThat(stage.provider.accepts(value)).isTrue();
            assertThat(stage.published("checkout")).isEqualTo(value);
            assertThat(stage.made()).isEqualTo(1);

            unfreeze(stage);
            stage.awaitSettled("refunds", 1);
            await().atMost(LONGEST).until(() -> !stage.provider.accepts(value));
        }
    }

    /** What was published is dead from the moment of the call on: to hold the new value would be to hold the fault. */
    @Test
    void a_default_pair_that_is_being_turned_is_published_though_it_was_frozen_meanwhile(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var pair = new DefaultPair(stage).apply();
            pair.awaitSettled(1);
            var first = pair.published();
            stage.provider.order(FaultRule.on(CallKind.ROTATE_PAIR, Fault.slowBody(Duration.ofSeconds(7))));

            pair.rotate("ticket-4711");
            await().atMost(Stage.PATIENCE).until(() -> !pair.accepts(first));
            freeze(stage, "*");
            awaitFrozen(stage, Stage.PATIENCE);
            assertThat(pair.published()).as("frozen before it was published").isEqualTo(first);

            var status = pair.await(seen -> Integer.valueOf(2).equals(seen.revision())
                    && Stage.reason(seen, "Degraded").equals("Frozen"));
            assertThat(pair.published()).isEqualTo(pair.record()).isNotEqualTo(first);
            assertThat(pair.accepts(pair.published())).isTrue();
            assertThat(Stage.statusOf(status, "Ready")).isEqualTo("True");

            pair.rotate("ticket-4712");
            pair.look();
            unfreeze(stage);
            pair.awaitProvedDead("ticket-4712");
            assertThat(pair.turned()).isEqualTo(2);
        }
    }

    private static void freeze(Stage stage, String namespaces) {
        stage.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(Names.FREEZE)
                        .withNamespace(stage.home)
                        .endMetadata()
                        .addToData(Names.FREEZE_NAMESPACES, namespaces)
                        .build())
                .create();
    }

    /** Comes back in the moment in which the operator has seen it. */
    private static void awaitFrozen(Stage stage, Duration longest) {
        await("the operator has seen the freeze")
                .atMost(longest)
                .pollInterval(A_MOMENT)
                .until(() -> stage.metrics().lines().anyMatch("keyturn_frozen 1.0"::equals));
    }

    private static void unfreeze(Stage stage) {
        stage.client()
                .configMaps()
                .inNamespace(stage.home)
                .withName(Names.FREEZE)
                .delete();
    }

    private static List<Call> changesSince(Stage stage, Instant then) {
        return stage.provider.calls(
                call -> CHANGES.contains(call.kind()) && call.at().isAfter(then));
    }

    private static long published(Stage stage, int revision) {
        return statuses(stage)
                .filter(status -> Integer.valueOf(revision).equals(status.revision()))
                .count();
    }

    /** Nothing of it turns, one key lives, and what was asked for is done. An attempt that was held in the middle is searched for later on. */
    private static long ended(Stage stage) {
        return statuses(stage)
                .filter(status -> Objects.requireNonNullElse(status.revision(), 0) >= 2
                        && status.rotation() == null
                        && status.keys().size() == 1
                        && status.requests().stream().allMatch(request -> request.provedDeadAt() != null))
                .count();
    }

    private static long said(Stage stage, String reason) {
        return statuses(stage)
                .filter(status -> Stage.reason(status, "Ready").equals(reason))
                .count();
    }

    private static Stream<CredentialStatus> statuses(Stage stage) {
        return stage.client().resources(SuprSendApiKey.class).inNamespace(stage.shop).list().getItems().stream()
                .flatMap(key -> Stream.ofNullable(key.getStatus()));
    }
}
