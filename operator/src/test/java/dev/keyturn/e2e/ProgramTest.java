package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a person runs it, and as a machine ends it. */
@ClusterTest
final class ProgramTest {

    /** Nobody takes up what the call in flight was about before 15 s have passed. */
    private static final Duration UNTIL_FOUND = Duration.ofSeconds(60);

    private static final String NAME = "keyturn";

    @Test
    void what_is_killed_in_the_middle_of_a_rotation_and_started_again_has_lost_nothing(
            ControlPlane cluster, @TempDir Path dir) throws InterruptedException {
        try (var stage = new Stage(cluster);
                var sampler = new Sampler(stage.client(), stage.shop, (_, value) -> stage.provider.accepts(value))) {
            try (var program = OperatorProcess.start(stage, dir, NAME)) {
                stage.apply("checkout", "rotation: {overlap: 0s}");
                stage.awaitSettled("checkout", 1);
                var exposed = stage.published("checkout");
                stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
                stage.awaitSettled("checkout", 2);
                assertThat(stage.provider.accepts(exposed)).isFalse();

                stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.delay(Duration.ofSeconds(8))));
                stage.annotate("checkout", "keyturn.dev/rotate", "please");
                await("the call that will have lost its caller")
                        .atMost(Stage.PATIENCE)
                        .until(() -> stage.provider.faults().getFirst().applied() == 1);
                assertThat(new Ledgers(stage).of("checkout"))
                        .hasValueSatisfying(
                                ledger -> assertThat(ledger.intent()).isNotNull());
                program.kill();
            }
            await("the key that nobody heard of")
                    .atMost(Stage.PATIENCE)
                    .until(() -> stage.living().size() == 2);

            try (var _ = OperatorProcess.start(stage, dir, NAME)) {
                await("the end of the rotation, of its predecessor, and of the key that nobody heard of")
                        .atMost(UNTIL_FOUND)
                        .until(() -> stage.status("checkout")
                                        .filter(status -> Integer.valueOf(3).equals(status.revision()))
                                        .isPresent()
                                && stage.living().size() == 1);
                assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
                assertThat(stage.made()).isEqualTo(4);
                assertThat(sampler.refusalsOf("checkout")).isEmpty();
                assertThat(sampler.valuesOf("checkout")).hasSize(3);
            }
        }
    }
}
