package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.EffectiveStatus;
import dev.keyturn.crd.KeyStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Workloads whose pods would go on with an old value are restarted, by Kubernetes' own controllers; what is not restarted is left as it is. */
@ClusterTest
final class RestartTest {

    private static final List<String> RESTARTED = List.of("Deployment/web", "StatefulSet/db", "DaemonSet/agent");

    @Test
    void what_can_be_restarted_is_and_what_cannot_is_named(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start();
                var node = new BusyNode(stage, stage.shop)) {
            var workloads = new Workloads(stage, stage.shop);
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            stage.kubectl(workloads.deployment("web", "", "", Workloads.KEY)
                    + workloads.deployment("web-paused", "", "", Workloads.KEY)
                    + workloads.deployment("web-reloaded", "reloader.stakater.com/auto: 'true'", "", Workloads.KEY)
                    + workloads.statefulSet("db", "", Workloads.KEY)
                    + workloads.statefulSet("db-by-hand", "updateStrategy: {type: OnDelete}", Workloads.KEY)
                    + workloads.daemonSet("agent", Workloads.KEY)
                    + workloads.job("nightly", Workloads.KEY));
            node.awaitRunning(7);
            workloads.kubectl("rollout", "pause", "deployment/web-paused");
            // One to which its controller has something to write may be restarted a look later than the others.
            RESTARTED.forEach(reference -> workloads.kubectl("rollout", "status", reference, "--timeout=60s"));
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));

            time.pass(Duration.ofSeconds(16));
            new Person(stage).awaitLook("checkout");

            await().atMost(Stage.PATIENCE)
                    .until(() -> RESTARTED.stream().allMatch(reference -> workloads.isMarked(reference, "2.2")));
            assertThat(List.of("Deployment/web-paused", "Deployment/web-reloaded", "StatefulSet/db-by-hand"))
                    .allSatisfy(
                            reference -> assertThat(workloads.marks(reference)).isEmpty());
            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(events(stage))
                            .contains(
                                    "restarted DaemonSet/agent, Deployment/web, StatefulSet/db, to run on revision 2",
                                    "not restarted to run on revision 2: Deployment/web-reloaded is left to Reloader"));
            assertThat(stage.metrics()).contains("keyturn_restarts_total{kind=\"StatefulSet\"} 1");

            awaitHeldBy(stage, "Pod/db-by-hand-0 (StatefulSet/db-by-hand has the updateStrategy OnDelete)");
            workloads.kubectl("delete", "statefulset/db-by-hand");
            awaitHeldBy(stage, "Pod/nightly-\\w+ (Job/nightly is not restarted by Keyturn)");
            workloads.kubectl("delete", "job/nightly");
            awaitHeldBy(stage, "Pod/web-paused-\\S+ (Deployment/web-paused is paused)");
            workloads.kubectl("rollout", "resume", "deployment/web-paused");
            new Person(stage).awaitLook("checkout");
            await().atMost(Stage.PATIENCE).until(() -> workloads.isMarked("Deployment/web-paused", "2.2"));
            awaitHeldBy(stage, "Pod/web-reloaded-\\S+ (Deployment/web-reloaded is left to Reloader)");
        }
    }

    private static void awaitHeldBy(Stage stage, String holder) {
        var pattern = holder.replace("(", "\\(").replace(")", "\\)");
        await(holder).atMost(Stage.PATIENCE).untilAsserted(() -> {
            new Person(stage).awaitLook("checkout");
            assertThat(stage.status("checkout").orElseThrow().keys())
                    .filteredOn(key -> key.state().equals("Previous"))
                    .extracting(KeyStatus::waitingFor)
                    .singleElement()
                    .asString()
                    .matches(pattern);
        });
    }

    private static String events(Stage stage) {
        return stage.client().v1().events().inNamespace(stage.shop).list().getItems().stream()
                .filter(event -> "WaitingForConsumers".equals(event.getReason()))
                .map(event -> event.getMessage())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_value_that_took_another_ones_place_restarts_and_nothing_else_does(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start();
                var node = new BusyNode(stage, stage.shop)) {
            var workloads = new Workloads(stage, stage.shop);
            stage.apply("checkout");
            stage.apply("quiet", "consumers: {restart: Never}");
            stage.awaitSettled("checkout", 1);
            var quiet = stage.awaitSettled("quiet", 1);
            assertThat(quiet.effective()).extracting(EffectiveStatus::restart).isEqualTo("Never");
            stage.kubectl(workloads.deployment("web", "", "", Workloads.KEY)
                    + workloads.deployment("left-alone", "", "", "quiet/SUPRSEND_API_KEY"));
            node.awaitRunning(2);

            workloads.kubectl("delete", "secret/checkout");
            await().atMost(Stage.PATIENCE)
                    .until(() -> !stage.published("checkout").isEmpty());
            stage.annotate("quiet", "keyturn.dev/rotate", "please");
            stage.awaitStatus("quiet", status -> Integer.valueOf(2).equals(status.revision()));
            time.pass(Duration.ofSeconds(16));
            new Person(stage).awaitLook("checkout");
            new Person(stage).awaitLook("quiet");
            assertThat(workloads.marks("Deployment/web")).isEmpty();

            var value = stage.published("checkout");
            workloads.kubectl(
                    "patch", "secret/checkout", "-p", "{\"stringData\": {\"SUPRSEND_API_KEY\": \"nonsense\"}}");
            await().atMost(Stage.PATIENCE)
                    .until(() -> stage.published("checkout").equals(value));
            time.pass(Duration.ofSeconds(16));
            new Person(stage).awaitLook("checkout");
            new Person(stage).awaitLook("quiet");

            await().atMost(Stage.PATIENCE).until(() -> workloads.isMarked("Deployment/web", "1.3"));
            assertThat(workloads.marks("Deployment/left-alone")).isEmpty();
        }
    }

    @Test
    void the_right_that_is_missing_is_as_never_and_keeps_nobody_from_being_ready(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time)) {
            stage.as(OperatorsAccount.with(stage, rights -> rights.without("patch", "deployments")))
                    .start();
            try (var node = new BusyNode(stage, stage.shop)) {
                var workloads = new Workloads(stage, stage.shop);
                stage.apply("checkout", "rotation: {overlap: 0s}");
                stage.awaitSettled("checkout", 1);
                stage.kubectl(workloads.deployment("web", "", "", Workloads.KEY));
                node.awaitRunning(1);
                stage.annotate("checkout", "keyturn.dev/rotate", "please");
                stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));

                time.pass(Duration.ofSeconds(16));
                new Person(stage).awaitLook("checkout");

                await().atMost(Stage.PATIENCE)
                        .untilAsserted(
                                () -> assertThat(events(stage))
                                        .isEqualTo(
                                                "not restarted to run on revision 2: Deployment/web may not be restarted by Keyturn"));
                new Person(stage).awaitLook("checkout");
                assertThat(events(stage).lines()).hasSize(1);
                assertThat(workloads.marks("Deployment/web")).isEmpty();
                assertThat(stage.unready()).isEmpty();
            }
        }
    }

    /** What runs on the token of a cluster account may run in the operator's own namespace. */
    @Test
    void in_the_operators_own_namespace_it_is_the_same(ControlPlane cluster) {
        var time = new ShiftedTime();
        var key = Tokens.NAME + "/" + Tokens.ENTRY;
        try (var stage = new Stage(cluster).with(time).start();
                var node = new BusyNode(stage, stage.home)) {
            var workloads = new Workloads(stage, stage.home);
            var tokens = Tokens.ofTheCluster(stage).apply("rotation: {overlap: 0s}");
            tokens.awaitRevision(1);
            stage.kubectl(workloads.deployment("web", "", "", key)
                    + workloads.statefulSet("db", "", key)
                    + workloads.daemonSet("agent", key));
            node.awaitRunning(3);
            tokens.annotate("keyturn.dev/rotate=now");
            tokens.handOver();
            tokens.awaitRevision(2);

            time.pass(Duration.ofSeconds(16));
            tokens.look();

            await().atMost(Stage.PATIENCE)
                    .until(() -> RESTARTED.stream()
                            .allMatch(reference -> workloads.marks(reference).size() == 1));
            assertThat(Objects.requireNonNull(workloads.get("Deployment/web"))
                            .getMetadata()
                            .getGeneration())
                    .isEqualTo(2);
        }
    }
}
