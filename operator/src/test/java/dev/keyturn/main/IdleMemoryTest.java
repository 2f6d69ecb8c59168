package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the heap is collected without need. */
final class IdleMemoryTest {

    private static final long MIB = 1L << 20;

    private long processor;
    private long used;
    private int collections;

    @Test
    void whoHasNothingToDoGivesBackWhatIsWorthItAndDoesSoOnce() {
        try (var memory = new IdleMemory(() -> processor, () -> used, this::collect)) {
            used = 100 * MIB;
            work(Duration.ofSeconds(5));
            memory.look();
            assertThat(collections).as("while there is work").isZero();

            work(Duration.ofMillis(20));
            memory.look();
            assertThat(collections).isEqualTo(1);

            used += 5 * MIB;
            memory.look();
            assertThat(collections).as("for little").isEqualTo(1);

            used += 5 * MIB;
            memory.look();
            assertThat(collections).isEqualTo(2);
        }
    }

    private void work(Duration time) {
        processor += time.toNanos();
    }

    private void collect() {
        collections++;
        used = 40 * MIB;
        work(Duration.ofSeconds(1));
    }
}
