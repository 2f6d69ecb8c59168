package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.dist.Program;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * All credentials of a stage asked to turn at once: they are asked while everything is frozen, and let go.
 *
 * @param took from the first call that issues a key to the last one that tells whether an old one is dead
 * @param processor time on all cores in which all that happened
 */
record Burst(int rotations, Duration took, Duration processor) {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int AT_ONCE = 20;
    private static final Set<CallKind> TURNING = EnumSet.of(CallKind.CREATE_KEY, CallKind.PROBE);

    static Burst run(Stage stage, Program program) throws ExecutionException, InterruptedException {
        var freeze = stage.client()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(Names.FREEZE)
                        .withNamespace(stage.home)
                        .endMetadata()
                        .withData(Map.of("namespaces", "*"))
                        .build());
        freeze.create();
        var rotations = askAll(stage);
        program.awaitIdle();
        var before = program.processorTime();
        var from = Instant.now();
        var deletions = stage.provider.count(CallKind.DELETE_KEY);
        freeze.delete();
        // To list so many takes of the API server what it needs for the burst: only when it is nearly over.
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> stage.provider.count(CallKind.DELETE_KEY) == deletions + rotations);
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(1)).until(() -> ended(stage) == rotations);
        program.awaitIdle();
        var calls = stage.provider.calls(
                call -> TURNING.contains(call.kind()) && call.at().isAfter(from));
        return new Burst(
                rotations,
                Duration.between(calls.getFirst().at(), calls.getLast().at()),
                program.processorTime().minus(before));
    }

    private static int askAll(Stage stage) throws ExecutionException, InterruptedException {
        var keys = stage.client().resources(SuprSendApiKey.class).inNamespace(stage.shop);
        var patch = "{\"metadata\": {\"annotations\": {\"%s\": \"burst\"}}}".formatted(Names.ROTATE);
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var asked = keys.list().getItems().stream()
                    .map(key -> key.getMetadata().getName())
                    .map(name -> threads.submit(
                            () -> keys.withName(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch)))
                    .toList();
            for (var each : asked) {
                each.get();
            }
            return asked.size();
        }
    }

    private static long ended(Stage stage) {
        return stage.client().resources(SuprSendApiKey.class).inNamespace(stage.shop).list().getItems().stream()
                .filter(key -> key.getStatus() != null
                        && key.getStatus().requests().stream()
                                .anyMatch(request -> "burst".equals(request.token()) && request.provedDeadAt() != null))
                .count();
    }
}
