package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ManyAtOnceTest {
    private static final int KEYS = 300;
    private final Running running = new Running();
    private final Caller caller = running.caller;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void keysMadeAtOnceAreAllAcceptedAndAllOnSomePage() throws IOException, InterruptedException, ExecutionException {
        var materials = inParallel(
                KEYS,
                number -> Running.json(caller.create("staging", "key-" + number))
                        .path("api_key")
                        .textValue());

        assertThat(materials).doesNotHaveDuplicates().allMatch(running.simulator::accepts);
        var ids = new ArrayList<String>();
        for (int offset = 0; offset < KEYS; offset += 50) {
            var page = Running.json(caller.management("GET", "/v1/staging/ws_api_key/?limit=50&offset=" + offset, ""));
            assertThat(page.at("/meta/count").intValue()).isEqualTo(KEYS);
            for (JsonNode key : page.path("results")) {
                ids.add(key.path("id").textValue());
            }
        }
        assertThat(ids)
                .containsExactlyElementsOf(running.simulator.livingKeys("staging").stream()
                        .map(ApiKey::id)
                        .toList());
        assertThat(running.simulator.count(CallKind.CREATE_KEY)).isEqualTo(KEYS);
        assertThat(running.simulator.calls())
                .extracting(Call::number)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void oneOfManyDeletesHasTheEffect() throws IOException, InterruptedException, ExecutionException {
        var id = running.simulator.mintKey("staging", "one").key().id();

        var statuses = inParallel(20, _ -> caller.delete("staging", id).statusCode());

        assertThat(statuses).containsOnlyOnce(204).contains(404);
        assertThat(running.simulator.calls(Call::effect)).hasSize(1);
    }

    private interface Numbered<T> {
        T call(int number) throws IOException, InterruptedException;
    }

    private static <T> List<T> inParallel(int times, Numbered<T> work) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = new ArrayList<Callable<T>>();
            for (int number = 0; number < times; number++) {
                var mine = number;
                calls.add(() -> work.call(mine));
            }
            var results = new ArrayList<T>();
            for (var done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
