package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Listing;
import dev.keyturn.plan.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the process keeps in mind, also when the clock is set back. */
final class MemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Listing LIST =
            new Listing("SuprSendApiKey", new Place("acct-1", "cloud", "staging", "wksp_1"));

    @Test
    void aComparisonCountsFromItsInstantOn() {
        var memory = new Memory();
        memory.compared(LIST, NOW);

        assertThat(memory.comparedAt(LIST, NOW)).contains(NOW);
        assertThat(memory.comparedAt(LIST, NOW.minusMillis(1))).isEmpty();
    }
}
