package dev.keyturn.simulator;

import dev.keyturn.simulator.Contract.Order;
import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One workspace with its API keys and its pairs. Safe for many threads. */
final class Workspace {
    final String uid = "wksp_" + Material.opaque(20);
    final String slug;
    final String name;
    final Mode mode;
    final Pairs pairs;
    private final Contract contract;
    private final Map<String, StoredKey> keys = new LinkedHashMap<>();
    private final Set<String> livingNames = new HashSet<>();
    private Instant settledFrom = Instant.MIN;
    private @Nullable List<Listed> settled;

    /** A key as a list shows it at some instant. */
    record Listed(StoredKey key, Optional<StoredKey.Death> death) {}

    Workspace(String slug, String name, Mode mode, Contract contract) {
        this.slug = slug;
        this.name = name;
        this.mode = mode;
        this.contract = contract;
        this.pairs = new Pairs(contract);
    }

    /** Adds the key, or refuses: where names are unique, a living key already has this one. */
    synchronized boolean add(StoredKey key) {
        if (contract.uniqueNames() && !livingNames.add(key.name)) {
            return false;
        }
        keys.put(key.id, key);
        changed(key);
        return true;
    }

    /** Whether this call deleted it; false: it was deleted before. */
    synchronized boolean delete(StoredKey key, Instant now, Actor by, Lateness lateness) {
        if (!key.living()) {
            return false;
        }
        key.die(now, by, lateness);
        livingNames.remove(key.name);
        changed(key);
        return true;
    }

    synchronized Optional<StoredKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    synchronized List<StoredKey> all() {
        return List.copyOf(keys.values());
    }

    /** What a list shows at {@code now} if it lags by {@code lag}, in the order of the contract. */
    synchronized List<Listed> listed(Instant now, Duration lag) {
        if (!lag.isZero() || now.isBefore(settledFrom)) {
            return lookThrough(now, lag);
        }
        var known = settled;
        if (known == null) {
            known = lookThrough(now, lag);
            settled = known;
        }
        return known;
    }

    private List<Listed> lookThrough(Instant now, Duration lag) {
        var seen = new ArrayList<Listed>();
        for (var key : keys.values()) {
            var death = key.deathListedAt(now, lag);
            if (key.listedAt(now, lag) && (contract.listsDeletedKeys() || death.isEmpty())) {
                seen.add(new Listed(key, death));
            }
        }
        if (contract.order() == Order.NEWEST_FIRST) {
            Collections.reverse(seen);
        } else if (contract.order() == Order.ARBITRARY) {
            seen.sort(Comparator.comparing(listed -> listed.key().id));
        }
        return Collections.unmodifiableList(seen);
    }

    private void changed(StoredKey key) {
        settled = null;
        if (key.settledFrom().isAfter(settledFrom)) {
            settledFrom = key.settledFrom();
        }
    }
}
