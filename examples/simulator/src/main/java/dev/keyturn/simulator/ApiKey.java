package dev.keyturn.simulator;

import java.time.Instant;
import java.util.Optional;

/** An API key as it stands now, without its material. {@code deletedAt} and {@code deletedBy} are present together. */
public record ApiKey(
        String id,
        String workspace,
        String name,
        Instant createdAt,
        Actor createdBy,
        Optional<Instant> deletedAt,
        Optional<Actor> deletedBy) {

    /** Not deleted, whatever the hub says about it at the moment. */
    public boolean living() {
        return deletedAt.isEmpty();
    }
}
