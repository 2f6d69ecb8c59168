package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.main.Configuration.ElectionConfiguration;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two replicas, one of which works: however it ends, the other goes on, and no key is lost or made twice. */
@ClusterTest
final class ReplicasTest {

    private static final Logger log = LoggerFactory.getLogger(ReplicasTest.class);
    private static final Duration LONGEST_HANDOVER = Duration.ofSeconds(30);
    private static final int KILLS = 20;
    private static final int STOPS = 5;

    private final Stage stage;
    private final Sampler sampler;
    private final List<OperatorProcess> replicas = new ArrayList<>();

    @TempDir
    private Path dir = Path.of("");

    ReplicasTest(ControlPlane cluster) {
        stage = new Stage(cluster);
        stage.with(stage.settings()
                .sweepFor("2s")
                .caps(10_000, 10_000)
                .election(new ElectionConfiguration(true, "4s", "3s", "1s")));
        sampler = new Sampler(stage.client(), stage.shop, (_, value) -> stage.provider.accepts(value));
    }

    @AfterEach
    void close() {
        replicas.forEach(OperatorProcess::close);
        sampler.close();
        stage.close();
    }

    @Test
    void aLeaderKilledTwentyTimesInTheMiddleOfARotationLosesNothing() throws InterruptedException {
        var leader = replica();
        var standby = replica();
        stage.apply("checkout", "rotation: {overlap: 0s}");
        stage.awaitSettled("checkout", 1);
        var gaps = new ArrayList<Duration>();
        for (var kill = 1; kill <= KILLS; kill++) {
            assertThat(leader.log()).contains("this process leads");
            var made = stage.made();
            stage.annotate("checkout", "keyturn.dev/rotate", "kill-" + kill);
            await("the rotation that will lose its leader")
                    .atMost(Stage.PATIENCE)
                    .until(() -> stage.made() > made);
            var began = Instant.now();
            leader.kill();
            gaps.add(handover(began, standby));
            leader = standby;
            standby = replica();
        }
        await("the end of all rotations")
                .atMost(Duration.ofMinutes(1))
                .until(() -> stage.living().size() == 1 && isAnswered("kill-" + KILLS));
        assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();
        assertThat(sampler.refusalsOf("checkout")).isEmpty();
        gaps.sort(Duration::compareTo);
        log.info("killed {} times; the other one led after {} at the median", KILLS, gaps.get(KILLS / 2));
    }

    @Test
    void aLeaderThatIsAskedToEndHandsTheLeaseOver() {
        var gaps = new ArrayList<Duration>();
        var leader = replica();
        var standby = replica();
        for (var i = 0; i < STOPS; i++) {
            var began = Instant.now();
            leader.stop();
            assertThat(leader.log()).contains("keyturn stops");
            gaps.add(handover(began, standby));
            leader = standby;
            standby = replica();
        }
        gaps.sort(Duration::compareTo);
        log.info("ended {} times; the other one led after {} at the median", STOPS, gaps.get(STOPS / 2));
    }

    @Test
    void aLeaderWhoseLeaseIsTakenEndsAtOnceAndGoesOnWithNothing() {
        var leader = replica();
        stage.apply("checkout", "rotation: {overlap: 0s}");
        stage.awaitSettled("checkout", 1);
        stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.delay(Duration.ofSeconds(8))));
        stage.annotate("checkout", "keyturn.dev/rotate", "taken");
        await("the call that will have lost its caller")
                .atMost(Stage.PATIENCE)
                .until(() -> stage.provider.faults().getFirst().applied() == 1);

        stage.cluster
                .kubectl(
                        "patch",
                        "lease/keyturn",
                        "-n",
                        stage.home,
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"holderIdentity\":\"somebody\"}}")
                .orFail();

        await("the end of the process").atMost(Stage.PATIENCE).until(() -> !leader.isAlive());
        assertThat(leader.log()).contains("another one goes on").doesNotContain("keyturn stops");
        assertThat(new Ledgers(stage).of("checkout"))
                .hasValueSatisfying(ledger -> assertThat(ledger.intent()).isNotNull());
    }

    /** A process that is ready; where another one leads, it stands by. */
    private OperatorProcess replica() {
        var replica = OperatorProcess.start(stage, dir, "replica-" + replicas.size());
        replicas.add(replica);
        return replica;
    }

    private static Duration handover(Instant began, OperatorProcess standby) {
        await("the other one leads")
                .atMost(LONGEST_HANDOVER)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> standby.log().contains("this process leads"));
        return Duration.between(began, Instant.now());
    }

    private boolean isAnswered(String token) {
        return stage.status("checkout").stream()
                .flatMap(status -> status.requests().stream())
                .anyMatch(request -> token.equals(request.token()) && request.provedDeadAt() != null);
    }
}
