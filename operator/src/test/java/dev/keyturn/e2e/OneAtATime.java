package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.dist.Program;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Rotations on request, each begun when the one before has ended.
 *
 * @param untilPublished from the API server's answer to the annotation until a watch of the Secret tells the new value, in milliseconds
 * @param processor time on all cores for one rotation, its end included
 * @param writes of one rotation, by what was written
 */
record OneAtATime(Timings untilPublished, Duration processor, Map<String, Double> writes) {

    private static final int WARM_UP = 100;
    private static final int TIMES = 300;

    /** Of these credentials in turn: none of them has a history that nobody's has. */
    static OneAtATime run(Stage stage, Program program, List<String> names) throws InterruptedException {
        var values = new ArrayBlockingQueue<Long>(16);
        try (var _ = stage.client().secrets().inNamespace(stage.shop).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Secret there) {
                // The value that is there is no new one.
            }

            @Override
            public void onUpdate(Secret before, Secret after) {
                if (!Objects.equals(before.getData(), after.getData())) {
                    values.add(System.nanoTime());
                }
            }

            @Override
            public void onDelete(Secret gone, boolean unknown) {
                throw new IllegalStateException(gone.getMetadata().getName() + " is gone");
            }
        })) {
            for (var number = 0; number < WARM_UP; number++) {
                turn(stage, names.get(number % names.size()), "warm-up-" + number, values);
            }
            var bill = Bill.open(stage);
            var before = program.processorTime();
            var timings = new Timings();
            for (var number = 0; number < TIMES; number++) {
                timings.add(turn(stage, names.get(number % names.size()), "turn-" + number, values));
            }
            var processor = program.processorTime().minus(before).dividedBy(TIMES);
            var writes = new TreeMap<String, Double>();
            bill.writes().forEach((what, count) -> writes.put(what, count / (double) TIMES));
            return new OneAtATime(timings, processor, writes);
        }
    }

    private static Duration turn(Stage stage, String name, String token, BlockingQueue<Long> values)
            throws InterruptedException {
        var patch = "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(Names.ROTATE, token);
        stage.client()
                .resources(stage.kind().type())
                .inNamespace(stage.shop)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        var asked = System.nanoTime();
        var published = values.poll(Stage.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (published == null) {
            throw new IllegalStateException(token + " was not published: " + stage.status(name));
        }
        await(token)
                .atMost(Stage.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> stage.status(name).stream()
                        .flatMap(status -> status.requests().stream())
                        .anyMatch(request -> token.equals(request.token()) && request.provedDeadAt() != null));
        return Duration.ofNanos(published - asked);
    }
}
