package dev.keyturn.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class FaultBookTest {
    private static final int THREADS = 4;
    private static final int CALLS_EACH = 1_000_000;

    @Test
    void aRuleTakesExactlyItsNumberOfManyCallsAtOnce() throws InterruptedException, ExecutionException {
        var book = new FaultBook();
        book.order(FaultRule.on(CallKind.PROBE, Fault.dropBefore())
                .skipping(1_000_000)
                .times(2_000_000));
        var probe = Operation.answered(CallKind.PROBE, Answer.empty(200));
        var together = new CyclicBarrier(THREADS);
        Callable<Integer> calls = () -> {
            together.await();
            var taken = 0;
            for (int call = 0; call < CALLS_EACH; call++) {
                taken += book.next(probe).isPresent() ? 1 : 0;
            }
            return taken;
        };

        var taken = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Callable<Integer>>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(calls);
            }
            for (var done : threads.invokeAll(all)) {
                taken += done.get();
            }
        }

        assertThat(taken).isEqualTo(2_000_000);
    }
}
