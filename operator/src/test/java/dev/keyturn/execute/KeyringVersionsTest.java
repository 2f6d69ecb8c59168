package dev.keyturn.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whose a keyring's version is. */
final class KeyringVersionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aKeyringThatSomebodyElseHasWrittenIsToldFromOnesOwn() {
        var versions = new KeyringVersions();
        versions.compared("kr-1", "1");
        versions.read("kr-1", "1", NOW);
        versions.wrote("kr-1", "1", "2");
        versions.read("kr-1", "2", NOW.plusSeconds(1));
        assertThat(versions.changedByOthers("kr-1")).isEmpty();

        versions.read("kr-1", "3", NOW.plusSeconds(2));
        versions.read("kr-1", "3", NOW.plusSeconds(3));

        assertThat(versions.changedByOthers("kr-1")).contains(NOW.plusSeconds(2));
    }

    @Test
    void aKeyringThatNoComparisonWentByCountsAsWrittenByOthers() {
        var versions = new KeyringVersions();
        versions.read("kr-1", "1", NOW);

        assertThat(versions.changedByOthers("kr-1")).contains(NOW);
    }

    @Test
    void whatIsWrittenOnAVersionThatNobodyHasReadHidesNothing() {
        var versions = new KeyringVersions();
        versions.created("kr-1", "1");
        versions.wrote("kr-1", "2", "3");
        versions.read("kr-1", "3", NOW);

        assertThat(versions.changedByOthers("kr-1")).contains(NOW);
    }
}
