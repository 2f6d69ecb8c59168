package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What it costs to turn a key, and that it costs nothing not to: counted at the API server and at the provider. */
@ClusterTest
final class CostTest {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MANY = 1000;

    static Stream<Arguments> rotations() {
        return Stream.of(
                argumentSet("with overlap: six writes", "1s", 5L),
                argumentSet("that waits for nobody: five writes", "0s", 4L));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("rotations")
    void a_scheduled_rotation(String overlap, long keyringWrites, ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            // As by default: proofs take their time, and a pass lets others go first after each.
            stage.with(stage.settings().proofs(3, "3s")).start();
            stage.apply("checkout", "rotation: {every: 20s, overlap: %s}".formatted(overlap));
            stage.awaitSettled("checkout", 1);
            var bill = Bill.open(stage);

            await().atMost(LONGEST)
                    .until(() ->
                            stage.status("checkout").filter(CostTest::hasTurned).isPresent());

            var writes = bill.writes();
            assertThat(writes).containsEntry("update keyring", keyringWrites).containsEntry("update Secret", 1L);
            assertThat(writes.get("update suprsendapikeys/status"))
                    .as(writes::toString)
                    .isBetween(1L, 3L);
            assertThat(writes.get("create events")).as(writes::toString).isBetween(1L, 3L);
            assertThat(writes).as("nothing else").hasSize(4);
        }
    }

    @Test
    void ten_minutes_of_a_thousand_credentials_cost_nothing(ControlPlane cluster)
            throws ExecutionException, InterruptedException {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            stage.stop();
            Fleet.grow(stage, "checkout", MANY - 1);
            var before = stage.provider.count(CallKind.LIST_WORKSPACES);
            stage.start();
            await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).until(() -> settled(stage) == MANY);
            assertThat(stage.provider.count(CallKind.LIST_WORKSPACES))
                    .as("asked once at the start, not by each of them")
                    .isEqualTo(before + 1);
            var bill = Bill.open(stage);
            var calls = stage.provider.counts();
            var probed = stage.provider.count(CallKind.PROBE);

            for (var minutes : List.of(5, 5)) {
                time.pass(Duration.ofMinutes(minutes));
                haveAllLookedAt(stage);
            }

            assertThat(bill.writes()).isEmpty();
            // The keys in use are asked about once a day each: of a thousand, seven in ten minutes.
            var probes = stage.provider.count(CallKind.PROBE) - probed;
            assertThat(probes).isLessThan(MANY / 40L);
            assertThat(stage.provider.counts()).containsAllEntriesOf(without(CallKind.PROBE, calls));

            var said = new ConcurrentLinkedQueue<String>();
            try (var _ = listening(stage, said)) {
                stage.restart();
                bill.awaitQuiet();
            }

            assertThat(bill.writes()).as(() -> "after a restart " + said).isEmpty();
        }
    }

    private static boolean hasTurned(CredentialStatus status) {
        return Integer.valueOf(2).equals(status.revision())
                && status.keys().size() == 1
                && Stage.reason(status, "Ready").equals("Settled");
    }

    private static Map<CallKind, Long> without(CallKind kind, Map<CallKind, Long> counts) {
        var others = new EnumMap<CallKind, Long>(counts);
        others.remove(kind);
        return others;
    }

    /** Every status that is written from now on. */
    private static SharedIndexInformer<SuprSendApiKey> listening(Stage stage, Collection<String> said) {
        return stage.client()
                .resources(SuprSendApiKey.class)
                .inNamespace(stage.shop)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(SuprSendApiKey key) {
                        // What is there is no news.
                    }

                    @Override
                    public void onUpdate(SuprSendApiKey before, SuprSendApiKey after) {
                        said.add(after.getMetadata().getName() + ": "
                                + after.getStatus().conditions());
                    }

                    @Override
                    public void onDelete(SuprSendApiKey key, boolean unknown) {
                        said.add(key.getMetadata().getName() + " is gone");
                    }
                });
    }

    private static long settled(Stage stage) {
        return stage.client().resources(SuprSendApiKey.class).inNamespace(stage.shop).list().getItems().stream()
                .filter(key -> key.getStatus() != null
                        && Stage.reason(key.getStatus(), "Ready").equals("Settled"))
                .count();
    }

    /** Somebody writes something that is not ours to each published Secret: then each credential is looked at. */
    private static void haveAllLookedAt(Stage stage) throws ExecutionException, InterruptedException {
        var bill = Bill.open(stage);
        var word = "{\"metadata\": {\"annotations\": {\"example.com/word\": \"%s\"}}}".formatted(UUID.randomUUID());
        var secrets = stage.client().secrets().inNamespace(stage.shop);
        try (var threads = Executors.newFixedThreadPool(20, Thread.ofVirtual().factory())) {
            var patched = secrets.withLabel(Names.MANAGED_BY, Names.MANAGER).list().getItems().stream()
                    .map(secret -> secret.getMetadata().getName())
                    .map(name -> threads.submit(() -> secrets.withName(name).patch(word)))
                    .toList();
            for (var each : patched) {
                each.get();
            }
        }
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> bill.keyringsRead().size() == MANY);
    }
}
