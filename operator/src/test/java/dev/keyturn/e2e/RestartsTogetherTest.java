package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A workload that takes several credentials is left a minute for all of them to turn, but not with a value that is dead. */
@ClusterTest
final class RestartsTogetherTest {

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
            time.pass(Duration.ofSeconds(2));
            turn(stage, names.subList(3, 5));

            time.pass(Duration.ofSeconds(20));
            names.forEach(name -> new Person(stage).awaitLook(name));
            assertThat(workloads.marks("Deployment/web")).isEmpty();

            time.pass(Duration.ofSeconds(45));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                names.forEach(name -> threads.execute(() -> new Person(stage).awaitLook(name)));
            }
            await().atMost(Stage.PATIENCE)
                    .until(() -> workloads.marks("Deployment/web").size() == names.size());
            names.forEach(name -> new Person(stage).awaitLook(name));
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
            stage.kubectl(workloads.deployment("web", "", "", "signer/" + DefaultPair.SECRET, Workloads.KEY));
            node.awaitRunning(1);

            pair.rotate("please");
            pair.awaitSettled(2);
            var living = Objects.requireNonNull(pair.published().get(DefaultPair.SECRET));
            time.pass(Duration.ofSeconds(16));
            new Person(stage.of(Kind.WORKSPACE_KEY)).awaitLook("signer");

            await().atMost(Stage.PATIENCE).until(() -> workloads.isMarked("Deployment/web", "2.2"));
            node.awaitAllOn(living, 1);
            stage.restart();
            new Person(stage).awaitLook("signer");
            assertThat(workloads.marks("Deployment/web")).hasSize(1);
            assertThat(workloads.templates("web")).isEqualTo(2);
        }
    }
}
