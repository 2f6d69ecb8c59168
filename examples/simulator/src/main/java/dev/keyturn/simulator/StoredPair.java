package dev.keyturn.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pair of a workspace with every secret that it ever had. Read by many threads, changed under the lock of its {@link Pairs}. */
final class StoredPair {
    final String id;
    final String workspace;
    final String name;
    final String key;
    final boolean isDefault;
    final Instant createdAt;
    private final Instant listedFrom;
    private volatile List<Value> values;
    private volatile @Nullable End end;

    /**
     * A secret of the pair.
     *
     * @param by whoever made it; absent with the pair that came with the workspace
     */
    record Value(
            String secret,
            Instant madeAt,
            Optional<Actor> by,
            Instant acceptedFrom,
            Instant refusedFrom,
            Instant shownFrom) {

        private Value endingAt(Instant at) {
            return at.isBefore(refusedFrom) ? new Value(secret, madeAt, by, acceptedFrom, at, shownFrom) : this;
        }

        private boolean acceptedAt(Instant now) {
            return !now.isBefore(acceptedFrom) && now.isBefore(refusedFrom);
        }

        private boolean shownAt(Instant now, Duration lag) {
            return !now.isBefore(shownFrom) && (lag.isZero() || !now.minus(lag).isBefore(madeAt));
        }

        @Override
        public String toString() {
            return "Value[" + madeAt + "]";
        }
    }

    /** A deletion: done at {@code at}, felt by the hub and by lists at instants of their own. */
    record End(Instant at, Actor by, Instant refusedFrom, Instant unlistedFrom) {}

    StoredPair(
            String workspace,
            String name,
            String key,
            boolean isDefault,
            Instant now,
            Optional<Actor> by,
            Lateness late) {
        this.id = "ws_key_" + Material.ulid(now);
        this.workspace = workspace;
        this.name = name;
        this.key = key;
        this.isDefault = isDefault;
        this.createdAt = now;
        this.listedFrom = Lateness.from(now, late.lists());
        this.values = List.of(value(now, by, late));
    }

    private static Value value(Instant now, Optional<Actor> by, Lateness late) {
        var secret = Material.workspaceSecret();
        return new Value(
                secret, now, by, Lateness.from(now, late.hub()), Instant.MAX, Lateness.from(now, late.lists()));
    }

    /** Replaces the secret; the old one is taken until the new one is, and for {@code grace} longer. */
    void rotate(Instant now, Actor by, Lateness late, Duration grace) {
        var replaced = Lateness.from(now, late.hub().plus(grace));
        var all = new ArrayList<Value>();
        values.forEach(value -> all.add(value.endingAt(replaced)));
        all.add(value(now, Optional.of(by), late));
        values = List.copyOf(all);
    }

    void die(Instant now, Actor by, Lateness late) {
        end = new End(now, by, Lateness.from(now, late.hub()), Lateness.from(now, late.lists()));
    }

    boolean living() {
        return end == null;
    }

    /** The secrets that sign for it at {@code now}. */
    Stream<String> secretsAt(Instant now) {
        var death = end;
        return death != null && !now.isBefore(death.refusedFrom())
                ? Stream.empty()
                : values.stream().filter(value -> value.acceptedAt(now)).map(Value::secret);
    }

    /** Whether lists know of it at {@code now} if they lag by {@code lag}. */
    boolean listedAt(Instant now, Duration lag) {
        return !now.isBefore(listedFrom) && (lag.isZero() || !now.minus(lag).isBefore(createdAt));
    }

    /** The deletion as lists know it at {@code now} if they lag by {@code lag}. */
    Optional<End> endListedAt(Instant now, Duration lag) {
        return Optional.ofNullable(end)
                .filter(death -> !now.isBefore(death.unlistedFrom()))
                .filter(death -> lag.isZero() || !now.minus(lag).isBefore(death.at()));
    }

    /** The secret as it is shown at {@code now} by what lags by {@code lag}. */
    Value shownAt(Instant now, Duration lag) {
        var known = values;
        return known.stream()
                .filter(value -> value.shownAt(now, lag))
                .reduce((_, later) -> later)
                .orElse(known.getFirst());
    }

    /** Whether the secret is another than the one it began with. */
    boolean isRotated(Value value) {
        return !value.secret().equals(first().secret());
    }

    Value first() {
        return values.getFirst();
    }

    Value current() {
        return values.getLast();
    }

    Pair view() {
        var death = Optional.ofNullable(end);
        var turned = Optional.of(current()).filter(this::isRotated);
        return new Pair(
                id,
                workspace,
                name,
                key,
                isDefault,
                createdAt,
                first().by(),
                turned.map(Value::madeAt),
                turned.flatMap(Value::by),
                death.map(End::at),
                death.map(End::by));
    }

    MintedPair withSecret() {
        return new MintedPair(view(), current().secret());
    }
}
