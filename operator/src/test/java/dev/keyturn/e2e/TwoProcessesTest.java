package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.ApiKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two operators without election, each a process of its own, on the same credentials: the published value works at every instant
 * and one key is left.
 */
@ClusterTest
final class TwoProcessesTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final List<String> NAMES = List.of("cart", "checkout", "mail", "refunds", "search");
    private static final int MILLIS_BETWEEN_TOKENS = 700;

    private final Stage stage;
    private final Sampler sampler;
    private final Random random = new Random(4711);

    @TempDir
    private Path dir = Path.of("");

    TwoProcessesTest(ControlPlane cluster) {
        stage = new Stage(cluster);
        stage.with(stage.settings().sweepFor("2s").caps(10_000, 10_000));
        sampler = new Sampler(stage.client(), stage.shop, (_, value) -> stage.provider.accepts(value));
    }

    @AfterEach
    void close() {
        sampler.close();
        stage.close();
    }

    @Test
    void a_minute_of_turning_makes_each_revision_once() throws ExecutionException, InterruptedException {
        try (var one = process("one");
                var other = process("other")) {
            apply();
            askFor(Duration.ofMinutes(1)).get();
            settle();

            assertThat(one.log()).contains("rotation").contains("begins");
            assertThat(other.log()).contains("rotation").contains("begins");
        }
        theSame();
        var made = revisionsMade();
        assertThat(made.values())
                .as("a key made twice, or a revision left out")
                .allSatisfy(revisions -> assertThat(revisions)
                        .isEqualTo(IntStream.rangeClosed(1, revisions.size())
                                .boxed()
                                .toList()));
        assertThat(made.values().stream().map(List::size))
                .containsExactlyInAnyOrderElementsOf(
                        NAMES.stream().map(name -> status(name).revision()).toList());
        assertThat(stage.made()).isGreaterThan(60);
    }

    @Test
    void processes_that_are_killed_and_come_back_lose_nothing() throws ExecutionException, InterruptedException {
        var one = process("one-0");
        var other = process("other-0");
        apply();
        var asked = askFor(Duration.ofSeconds(20));
        for (var round = 1; round <= 2; round++) {
            one.kill();
            one = process("one-" + round);
            other.kill();
            other = process("other-" + round);
        }
        asked.get();
        try (var _ = one;
                var _ = other) {
            settle();
        }
        theSame();
    }

    private OperatorProcess process(String name) {
        return OperatorProcess.start(stage, dir, name);
    }

    private void apply() {
        NAMES.forEach(name -> stage.apply(name, "rotation: {every: 3s, overlap: 1s}"));
    }

    /** Asks for a rotation of one of them, again and again: every third time because it was exposed. */
    private Future<?> askFor(Duration time) {
        var threads = Executors.newSingleThreadScheduledExecutor();
        var last = threads.submit(() -> {});
        for (var i = 0; i < time.toMillis() / MILLIS_BETWEEN_TOKENS; i++) {
            var annotation = i % 3 == 0 ? Names.EXPOSED : Names.ROTATE;
            var token = "token-" + i;
            last = threads.schedule(
                    () -> stage.annotate(NAMES.get(random.nextInt(NAMES.size())), annotation, token),
                    (long) i * MILLIS_BETWEEN_TOKENS,
                    TimeUnit.MILLISECONDS);
        }
        threads.shutdown();
        return last;
    }

    private void settle() {
        NAMES.forEach(name -> stage.apply(name, "rotation: {every: 90d, overlap: 0s}"));
        NAMES.forEach(name -> {
            var last = TestdataTest.seen(new Person(stage).generation(name));
            await(name)
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(200))
                    .until(
                            () -> stage.status(name),
                            found -> found.filter(last)
                                    .filter(TwoProcessesTest::isSettled)
                                    .isPresent());
        });
    }

    private static boolean isSettled(CredentialStatus status) {
        return status.keys().size() == 1
                && status.rotation() == null
                && Stage.reason(status, "Ready").equals("Settled");
    }

    private void theSame() {
        for (var name : NAMES) {
            assertThat(sampler.samplesOf(name)).isGreaterThan(200);
            assertThat(sampler.refusalsOf(name)).isEmpty();
            assertThat(stage.provider.accepts(stage.published(name))).isTrue();
            assertThat(status(name).requests())
                    .allSatisfy(request -> assertThat(request.provedDeadAt()).isNotNull());
        }
        assertThat(stage.living()).hasSize(NAMES.size());
        assertThat(stage.provider.suspicions()).isEmpty();
    }

    private CredentialStatus status(String name) {
        return stage.status(name).orElseThrow();
    }

    /** The revisions of all keys that were ever made, in order, by keyring. */
    private Map<String, List<Integer>> revisionsMade() {
        return stage.provider.keys("staging").stream()
                .map(ApiKey::name)
                .flatMap(name -> ProviderName.parse(name).stream())
                .sorted(Comparator.comparingInt(ProviderName::revision))
                .collect(Collectors.groupingBy(
                        ProviderName::keyring,
                        TreeMap::new,
                        Collectors.mapping(ProviderName::revision, Collectors.toList())));
    }
}
