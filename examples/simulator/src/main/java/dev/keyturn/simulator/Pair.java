package dev.keyturn.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * A pair of workspace key and secret as it stands now, without the secret.
 *
 * @param key not secret: front ends show it
 * @param createdBy absent for the pair that came with the workspace
 * @param rotatedAt when the secret was last replaced, by {@code rotatedBy}
 * @param deletedAt present together with {@code deletedBy}
 */
public record Pair(
        String id,
        String workspace,
        String name,
        String key,
        boolean isDefault,
        Instant createdAt,
        Optional<Actor> createdBy,
        Optional<Instant> rotatedAt,
        Optional<Actor> rotatedBy,
        Optional<Instant> deletedAt,
        Optional<Actor> deletedBy) {

    /** Not deleted, whatever the hub says about it at the moment. */
    public boolean living() {
        return deletedAt.isEmpty();
    }
}
