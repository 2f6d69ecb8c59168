package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.EffectiveStatus;
import dev.keyturn.crd.KeyStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Workloads whose pods would go on with an old value are restarted, by Kubernetes' own controllers, once for each new one. */
@ClusterTest
final class RestartTest {

    /** A new value is told from pods' starts after 15 s; then they are replaced, well before the next one. */
    private static final Duration EVERY = Duration.ofSeconds(35);

    private static final String KEY = "checkout/SUPRSEND_API_KEY";

    /** Seen to work, line 3; and who applies the workloads from Git undoes nothing. */
    @Test
    void three_scheduled_turns_and_an_exposure_under_steady_traffic_cost_no_refused_call_and_one_restart_each(
            ControlPlane cluster) {
        try (var stage = new Stage(cluster).start();
                var node = new BusyNode(stage, stage.shop)) {
            var workloads = new Workloads(stage, stage.shop);
            stage.apply("checkout", "rotation: {every: %ds, overlap: 0s}".formatted(EVERY.toSeconds()));
            stage.awaitStatus("checkout", status -> Integer.valueOf(1).equals(status.revision()));
            applyFromGit(stage, workloads);
            node.awaitAllOn(stage.published("checkout"), Applier.values().length);

            for (var revision = 2; revision <= 4; revision++) {
                awaitRevision(stage, revision);
                applyFromGit(stage, workloads);
            }
            new Person(stage).patch("checkout", "spec: {rotation: {every: null}}");
            var last = turned(stage, node);
            applyFromGit(stage, workloads);
            assertRestarted(workloads, last);
            assertThat(node.refused()).isEmpty();

            var old = stage.published("checkout");
            var exposedAt = Instant.now();
            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-1");
            awaitRevision(stage, last + 1);
            turned(stage, node);
            assertThat(Duration.between(exposedAt, Instant.now())).isLessThan(Duration.ofSeconds(60));
            assertThat(stage.provider.accepts(old)).isFalse();

            stage.restart();
            lookAt(stage, "checkout");
            applyFromGit(stage, workloads);
            node.awaitAllOn(stage.published("checkout"), Applier.values().length);
            assertRestarted(workloads, last + 1);
            assertThat(node.refused()).isEmpty();
            assertThat(node.calls()).isGreaterThan(100);
        }
    }

    private static String named(Applier applier) {
        return applier.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void applyFromGit(Stage stage, Workloads workloads) {
        for (var applier : Applier.values()) {
            var manifest = workloads.deployment(named(applier), "", "", KEY);
            applier.applyTo(stage, "deployment/" + named(applier), manifest);
        }
    }

    private static void awaitRevision(Stage stage, int revision) {
        await("revision " + revision)
                .atMost(EVERY.plus(Stage.PATIENCE))
                .until(() -> stage.status("checkout").stream()
                        .anyMatch(status -> Objects.requireNonNullElse(status.revision(), 0) >= revision));
    }

    /** Waits until all run on what is published and nothing older lives, and answers with its revision. */
    private static int turned(Stage stage, BusyNode node) {
        node.awaitAllOn(stage.published("checkout"), Applier.values().length);
        lookAt(stage, "checkout");
        var revision =
                Objects.requireNonNull(stage.status("checkout").orElseThrow().revision());
        stage.awaitSettled("checkout", revision);
        return revision;
    }

    /** One template of each Deployment for each revision, however often it was applied. */
    private static void assertRestarted(Workloads workloads, int revision) {
        assertThat(Arrays.stream(Applier.values()).map(RestartTest::named)).allSatisfy(name -> {
            assertThat(workloads.marks("Deployment/" + name).values())
                    .singleElement()
                    .asString()
                    .startsWith(revision + ".");
            assertThat(workloads.templates(name)).isEqualTo(revision);
        });
    }

    /** Has the operator look at all of it again, as a change of the spec does, and waits until it has. */
    private static void lookAt(Stage stage, String name) {
        var person = new Person(stage);
        person.patch(name, "spec: {onExposure: {waitForConsumers: %ds}}".formatted(60 + person.generation(name)));
        var generation = Long.valueOf(person.generation(name));
        stage.awaitStatus(name, status -> generation.equals(status.observedGeneration()));
    }

    @Test
    void what_can_be_restarted_is_and_what_cannot_is_named(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start();
                var node = new BusyNode(stage, stage.shop)) {
            var workloads = new Workloads(stage, stage.shop);
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            stage.kubectl(workloads.deployment("web", "", "", KEY)
                    + workloads.deployment("web-paused", "", "", KEY)
                    + workloads.deployment("web-reloaded", "reloader.stakater.com/auto: 'true'", "", KEY)
                    + workloads.statefulSet("db", "", KEY)
                    + workloads.statefulSet("db-by-hand", "updateStrategy: {type: OnDelete}", KEY)
                    + workloads.daemonSet("agent", KEY)
                    + workloads.job("nightly", KEY));
            node.awaitRunning(7);
            workloads.kubectl("rollout", "pause", "deployment/web-paused");
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));

            time.pass(Duration.ofSeconds(16));
            lookAt(stage, "checkout");

            await().atMost(Stage.PATIENCE)
                    .until(() -> List.of("Deployment/web", "StatefulSet/db", "DaemonSet/agent").stream()
                            .allMatch(reference -> workloads.isMarked(reference, "2.2")));
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
            lookAt(stage, "checkout");
            await().atMost(Stage.PATIENCE).until(() -> workloads.isMarked("Deployment/web-paused", "2.2"));
            awaitHeldBy(stage, "Pod/web-reloaded-\\S+ (Deployment/web-reloaded is left to Reloader)");
        }
    }

    private static void awaitHeldBy(Stage stage, String holder) {
        var pattern = holder.replace("(", "\\(").replace(")", "\\)");
        await(holder).atMost(Stage.PATIENCE).untilAsserted(() -> {
            lookAt(stage, "checkout");
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

    /** Three turn at once and two some time later, and each of the five looks for workloads to restart, at the same time. */
    @Test
    void one_that_takes_five_credentials_which_turn_within_a_minute_restarts_once(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start();
                var node = new BusyNode(stage, stage.shop)) {
            var workloads = new Workloads(stage, stage.shop);
            var names = IntStream.rangeClosed(1, 5).mapToObj(i -> "key-" + i).toList();
            names.forEach(name -> stage.apply(name));
            names.forEach(name -> stage.awaitSettled(name, 1));
            stage.kubectl(workloads.deployment(
                    "web",
                    "",
                    "",
                    names.stream().map(name -> name + "/SUPRSEND_API_KEY").toArray(String[]::new)));
            node.awaitRunning(1);
            turn(stage, names.subList(0, 3));
            time.pass(Duration.ofSeconds(20));
            turn(stage, names.subList(3, 5));

            time.pass(Duration.ofSeconds(20));
            names.forEach(name -> lookAt(stage, name));
            assertThat(workloads.marks("Deployment/web")).isEmpty();

            time.pass(Duration.ofSeconds(45));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                names.forEach(name -> threads.execute(() -> lookAt(stage, name)));
            }
            await().atMost(Stage.PATIENCE)
                    .until(() -> workloads.marks("Deployment/web").size() == names.size());
            names.forEach(name -> lookAt(stage, name));
            node.awaitRunning(1);

            assertThat(workloads.templates("web")).isEqualTo(2);
        }
    }

    private static void turn(Stage stage, List<String> names) {
        names.forEach(name -> stage.annotate(name, "keyturn.dev/rotate", "please"));
        names.forEach(
                name -> stage.awaitStatus(name, status -> Integer.valueOf(2).equals(status.revision())));
    }

    /** It takes another credential as well, and would be left a minute for that one to turn, too: but what it holds is dead. */
    @Test
    void one_that_holds_a_value_which_was_turned_in_place_is_restarted_without_waiting_for_others(
            ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start();
                var node = new BusyNode(stage, stage.shop)) {
            var workloads = new Workloads(stage, stage.shop);
            var pair = new DefaultPair(stage).apply();
            pair.awaitSettled(1);
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.kubectl(workloads.deployment("web", "", "", "signer/" + DefaultPair.SECRET, KEY));
            node.awaitRunning(1);

            pair.rotate("please");
            pair.awaitSettled(2);
            var living = Objects.requireNonNull(pair.published().get(DefaultPair.SECRET));
            time.pass(Duration.ofSeconds(16));
            lookAt(stage.of(Kind.WORKSPACE_KEY), "signer");

            await().atMost(Stage.PATIENCE).until(() -> workloads.isMarked("Deployment/web", "2.2"));
            node.awaitAllOn(living, 1);
            stage.restart();
            lookAt(stage, "signer");
            assertThat(workloads.marks("Deployment/web")).hasSize(1);
            assertThat(workloads.templates("web")).isEqualTo(2);
        }
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
            stage.kubectl(workloads.deployment("web", "", "", KEY)
                    + workloads.deployment("left-alone", "", "", "quiet/SUPRSEND_API_KEY"));
            node.awaitRunning(2);

            workloads.kubectl("delete", "secret/checkout");
            await().atMost(Stage.PATIENCE)
                    .until(() -> !stage.published("checkout").isEmpty());
            stage.annotate("quiet", "keyturn.dev/rotate", "please");
            stage.awaitStatus("quiet", status -> Integer.valueOf(2).equals(status.revision()));
            time.pass(Duration.ofSeconds(16));
            lookAt(stage, "checkout");
            lookAt(stage, "quiet");
            assertThat(workloads.marks("Deployment/web")).isEmpty();

            var value = stage.published("checkout");
            workloads.kubectl(
                    "patch", "secret/checkout", "-p", "{\"stringData\": {\"SUPRSEND_API_KEY\": \"nonsense\"}}");
            await().atMost(Stage.PATIENCE)
                    .until(() -> stage.published("checkout").equals(value));
            time.pass(Duration.ofSeconds(16));
            lookAt(stage, "checkout");
            lookAt(stage, "quiet");

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
                stage.kubectl(workloads.deployment("web", "", "", KEY));
                node.awaitRunning(1);
                stage.annotate("checkout", "keyturn.dev/rotate", "please");
                stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));

                time.pass(Duration.ofSeconds(16));
                lookAt(stage, "checkout");

                await().atMost(Stage.PATIENCE)
                        .untilAsserted(
                                () -> assertThat(events(stage))
                                        .isEqualTo(
                                                "not restarted to run on revision 2: Deployment/web may not be restarted by Keyturn"));
                lookAt(stage, "checkout");
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
                    .until(() -> List.of("Deployment/web", "StatefulSet/db", "DaemonSet/agent").stream()
                            .allMatch(reference -> workloads.marks(reference).size() == 1));
            assertThat(Objects.requireNonNull(workloads.get("Deployment/web"))
                            .getMetadata()
                            .getGeneration())
                    .isEqualTo(2);
        }
    }
}
