package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;

/**
 * What the ledger knows of the published Secret.
 *
 * @param revision of the value in it
 * @param attempt of the key whose value it is
 * @param publication how often it was written, puttings-right included
 * @param publishedAt of the last publication, by the API server's clock where it tells
 * @param adopted it existed before, and is handed back at the end with what others put into it
 * @param entries names of the data entries that are ours; so with {@code labels} and {@code annotations}
 */
public record Sink(
        int revision,
        String attempt,
        long publication,
        Instant publishedAt,
        Instant readBackAt,
        boolean adopted,
        List<String> entries,
        List<String> labels,
        List<String> annotations) {

    /** For a key that may stand in the Secret though no write to the ledger said so: publication 0. */
    static Sink unrecorded(Key key, Instant now) {
        return new Sink(key.revision(), key.attempt(), 0, now, now, true, List.of(), List.of(), List.of());
    }

    /** Whether a write to the ledger said that the value was published, and how. */
    public boolean isRecorded() {
        return publication > 0;
    }
}
