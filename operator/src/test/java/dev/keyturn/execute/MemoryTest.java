package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the process keeps in mind, also when the clock is set back. */
final class MemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Place PLACE = new Place("acct-1", "cloud", "staging", "wksp_1");

    @Test
    void aComparisonCountsFromItsInstantOn() {
        var memory = new Memory();
        memory.compared(PLACE, NOW);

        assertThat(memory.comparedAt(PLACE, NOW)).contains(NOW);
        assertThat(memory.comparedAt(PLACE, NOW.minusMillis(1))).isEmpty();
    }

    @Test
    void aKeyringThatSomebodyElseHasWrittenIsToldFromOnesOwn() {
        var memory = new Memory();
        memory.compared("kr-1", "1");
        memory.read("kr-1", "1", NOW);
        memory.wrote("kr-1", "1", "2");
        memory.read("kr-1", "2", NOW.plusSeconds(1));
        assertThat(memory.changedByOthers("kr-1")).isEmpty();

        memory.read("kr-1", "3", NOW.plusSeconds(2));
        memory.read("kr-1", "3", NOW.plusSeconds(3));

        assertThat(memory.changedByOthers("kr-1")).contains(NOW.plusSeconds(2));
    }

    @Test
    void aKeyringThatNoComparisonWentByCountsAsWrittenByOthers() {
        var memory = new Memory();
        memory.read("kr-1", "1", NOW);

        assertThat(memory.changedByOthers("kr-1")).contains(NOW);
    }

    @Test
    void whatIsWrittenOnAVersionThatNobodyHasReadHidesNothing() {
        var memory = new Memory();
        memory.created("kr-1", "1");
        memory.wrote("kr-1", "2", "3");
        memory.read("kr-1", "3", NOW);

        assertThat(memory.changedByOthers("kr-1")).contains(NOW);
    }
}
