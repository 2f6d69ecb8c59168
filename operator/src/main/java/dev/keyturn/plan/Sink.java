package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of the published Secret.
 *
 * @param revision of the value in it
 * @param attempt of the key whose value it is
 * @param publication how often it was written, puttings-right included
 * @param publishedAt of the last publication, by the API server's clock where it tells
 * @param adopted it existed before, and is handed back at the end with what others put into it
 * @param entries names of the data entries that are ours; so with {@code labels} and {@code annotations}
 * @param previous what stands beside it of the key before; null where nothing does
 * @param replacement the last publication after which pods may have kept another value; null where there was none
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
        List<String> annotations,
        @Nullable Previous previous,
        @Nullable Replacement replacement) {

    /**
     * The value of the key before, where the Secret has entries for it.
     *
     * @param attempt of that key
     * @param entries names of those that have its value
     */
    public record Previous(String attempt, List<String> entries) {}

    /** For a key that may stand in the Secret though no write to the ledger said so: publication 0. */
    static Sink unrecorded(Key key, Instant now) {
        return new Sink(key.revision(), key.attempt(), 0, now, now, true, List.of(), List.of(), List.of(), null, null);
    }

    Sink showing(@Nullable Previous other) {
        return new Sink(
                revision,
                attempt,
                publication,
                publishedAt,
                readBackAt,
                adopted,
                entries,
                labels,
                annotations,
                other,
                replacement);
    }

    Sink with(@Nullable Replacement other) {
        return new Sink(
                revision,
                attempt,
                publication,
                publishedAt,
                readBackAt,
                adopted,
                entries,
                labels,
                annotations,
                previous,
                other);
    }

    /** Whether the value of that key was published beside another one, as the one before. */
    boolean shows(Key key) {
        return previous != null && previous.attempt().equals(key.attempt());
    }

    /** Whether a write to the ledger said that the value was published, and how. */
    public boolean isRecorded() {
        return publication > 0;
    }
}
