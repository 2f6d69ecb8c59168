package dev.keyturn.simulator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One API key of a workspace; of its material only the masked form is kept. Read by many threads, deleted under the lock of its workspace. */
final class StoredKey {
    final String id;
    final String workspace;
    final String name;
    final String masked;
    final Actor createdBy;
    final Instant createdAt;
    private final Instant acceptedFrom;
    private final Instant listedFrom;
    private volatile @Nullable Death death;

    /** A deletion: done at {@code at}, felt by the hub and by lists at instants of their own. */
    record Death(Instant at, Actor by, Instant refusedFrom, Instant unlistedFrom) {}

    StoredKey(String workspace, String name, String masked, Actor createdBy, Instant now, Lateness lateness) {
        this.id = "ws_apik_" + Material.opaque(20);
        this.workspace = workspace;
        this.name = name;
        this.masked = masked;
        this.createdBy = createdBy;
        this.createdAt = now;
        this.acceptedFrom = now.plus(lateness.hub());
        this.listedFrom = now.plus(lateness.lists());
    }

    void die(Instant now, Actor by, Lateness lateness) {
        death = new Death(now, by, now.plus(lateness.hub()), now.plus(lateness.lists()));
    }

    boolean living() {
        return death == null;
    }

    /** Whether the hub takes it at {@code now}. */
    boolean acceptedAt(Instant now) {
        var end = death;
        return !now.isBefore(acceptedFrom) && (end == null || now.isBefore(end.refusedFrom()));
    }

    /** Whether lists know of it at {@code now}. */
    boolean listedAt(Instant now) {
        return !now.isBefore(listedFrom);
    }

    /** The deletion as lists know it at {@code now}. */
    Optional<Death> deathListedAt(Instant now) {
        return Optional.ofNullable(death).filter(end -> !now.isBefore(end.unlistedFrom()));
    }

    /** From here on lists show it as it is. */
    Instant settledFrom() {
        var end = death;
        return end == null || end.unlistedFrom().isBefore(listedFrom) ? listedFrom : end.unlistedFrom();
    }

    ApiKey view() {
        var end = Optional.ofNullable(death);
        return new ApiKey(id, workspace, name, createdAt, createdBy, end.map(Death::at), end.map(Death::by));
    }
}
