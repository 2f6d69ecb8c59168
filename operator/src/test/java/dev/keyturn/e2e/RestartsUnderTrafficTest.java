package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Workloads that call the provider all the time, and are applied from Git, are restarted once for each new value. */
@ClusterTest
final class RestartsUnderTrafficTest {

    /** A new value is told from pods' starts after 15 s; then they are replaced, well before the next one. */
    private static final Duration EVERY = Duration.ofSeconds(50);

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
            assertThat(Duration.between(exposedAt, Instant.now())).isLessThan(Duration.ofMinutes(2));
            assertThat(stage.provider.accepts(old)).isFalse();

            stage.restart();
            new Person(stage).awaitLook("checkout");
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
            var manifest = workloads.deployment(named(applier), "", "", Workloads.KEY);
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
        new Person(stage).awaitLook("checkout");
        var revision =
                Objects.requireNonNull(stage.status("checkout").orElseThrow().revision());
        stage.awaitSettled("checkout", revision);
        return revision;
    }

    /** One template of each Deployment for each revision, however often it was applied. */
    private static void assertRestarted(Workloads workloads, int revision) {
        assertThat(Arrays.stream(Applier.values()).map(RestartsUnderTrafficTest::named))
                .allSatisfy(name -> {
                    assertThat(workloads.marks("Deployment/" + name).values())
                            .singleElement()
                            .asString()
                            .startsWith(revision + ".");
                    assertThat(workloads.templates(name)).isEqualTo(revision);
                });
    }
}
