package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl delete crd} deletes every resource, and means none of them. It has a control plane of its own, since everybody would feel it. */
@ClusterTest
final class DefinitionsRemovedTest {

    private static final String DEFINITION = "crd/suprsendapikeys.keyturn.dev";
    private static final Duration LONGER_THAN_ANY_DELAY = Duration.ofHours(2);

    private static ControlPlane cluster;

    @BeforeAll
    static void start(@TempDir Path dir) {
        cluster = ControlPlane.start(dir);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void nor_does_it_mean_any_while_the_operator_is_down() {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");

            stage.stop();
            cluster.kubectl("delete", DEFINITION, "--wait=false").orFail();
            stage.start();
            cluster.kubectl("wait", "--for=delete", DEFINITION, "--timeout=60s").orFail();
            CustomResources.again(cluster);
            stage.apply("checkout");

            new Ledgers(stage).awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 1);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
            stage.delete("checkout");
        }
    }

    @Test
    void a_definition_deleted_and_applied_again_with_its_resource_turns_nothing_and_kills_nothing() {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            var ledgers = new Ledgers(stage);
            stage.apply("checkout");
            stage.apply("refunds");
            stage.awaitSettled("refunds", 1);
            stage.awaitSettled("checkout", 1);
            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
            stage.awaitSettled("checkout", 2);
            stage.delete("refunds");
            ledgers.awaitStanding("refunds", Standing.Released);
            var before = Tally.of(stage, "checkout");

            cluster.kubectl("delete", DEFINITION, "--timeout=60s").orFail();
            time.pass(LONGER_THAN_ANY_DELAY);
            ledgers.haveLookedAt("checkout");
            ledgers.haveLookedAt("refunds");
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
            CustomResources.again(cluster);
            new Person(stage).apply("checkout", Map.of("keyturn.dev/exposed", "build-log-4711"));

            ledgers.awaitOwner("checkout", "checkout");
            stage.awaitSettled("checkout", 2);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);

            // What was deleted by a person's word, and not by that of the definition, dies now that the kind is back.
            time.pass(LONGER_THAN_ANY_DELAY);
            stage.restart();
            ledgers.awaitGone("refunds");
            assertThat(stage.living()).hasSize(1);
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
            stage.delete("checkout");
        }
    }
}
