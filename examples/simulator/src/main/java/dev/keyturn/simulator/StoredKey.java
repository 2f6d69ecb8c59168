package dev.keyturn.simulator;

import java.time.Duration;
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
        this.acceptedFrom = Lateness.from(now, lateness.hub());
        this.listedFrom = Lateness.from(now, lateness.lists());
    }

    void die(Instant now, Actor by, Lateness lateness) {
        death = new Death(now, by, Lateness.from(now, lateness.hub()), Lateness.from(now, lateness.lists()));
    }

    boolean living() {
        return death == null;
    }

    /** Whether the hub takes it at {@code now}. */
    boolean acceptedAt(Instant now) {
        var end = death;
        return !now.isBefore(acceptedFrom) && (end == null || now.isBefore(end.refusedFrom()));
    }

    /** Whether lists know of it at {@code now} if they lag by {@code lag}. */
    boolean listedAt(Instant now, Duration lag) {
        return !now.isBefore(listedFrom) && (lag.isZero() || !now.minus(lag).isBefore(createdAt));
    }

    /** The deletion as lists know it at {@code now} if they lag by {@code lag}. */
    Optional<Death> deathListedAt(Instant now, Duration lag) {
        return Optional.ofNullable(death)
                .filter(end -> !now.isBefore(end.unlistedFrom()))
                .filter(end -> lag.isZero() || !now.minus(lag).isBefore(end.at()));
    }

    /** From here on lists that do not lag show it as it is. */
    Instant settledFrom() {
        var end = death;
        return end == null || end.unlistedFrom().isBefore(listedFrom) ? listedFrom : end.unlistedFrom();
    }

    ApiKey view() {
        var end = Optional.ofNullable(death);
        return new ApiKey(id, workspace, name, createdAt, createdBy, end.map(Death::at), end.map(Death::by));
    }
}
