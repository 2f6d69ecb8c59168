package dev.keyturn.plan;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a ledger tells a key that it knows from one that it does not: little enough to be kept of ten thousand ledgers at once.
 *
 * @param ids of its keys, at the provider
 * @param intent the attempt that it has begun
 */
public record KnownKeys(Set<String> ids, @Nullable Intent intent) {

    public KnownKeys {
        ids = Set.copyOf(ids);
    }

    public static KnownKeys of(Ledger ledger) {
        return new KnownKeys(ledger.keys().stream().map(Key::id).collect(Collectors.toSet()), ledger.intent());
    }

    /** Whether a key is one of them, or may be what an attempt that runs has just made. */
    public boolean include(String id, String attempt, Instant now) {
        var runs = intent != null && intent.attempt().equals(attempt) && now.isBefore(intent.holdUntil());
        return runs || ids.contains(id);
    }
}
