package dev.keyturn.simulator;

import dev.keyturn.simulator.Contract.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pairs of one workspace, the default one first. Safe for many threads. */
final class Pairs {
    private final Contract contract;
    private final Map<String, StoredPair> pairs = new LinkedHashMap<>();

    /** What came of adding a pair. */
    enum Added {
        YES,
        NAME_TAKEN,
        TOO_MANY
    }

    /** A pair as a list shows it at some instant. */
    record Listed(StoredPair pair, StoredPair.Value value, Optional<StoredPair.End> end) {}

    Pairs(Contract contract) {
        this.contract = contract;
    }

    /** Names are unique among the living, as documented. */
    synchronized Added add(StoredPair pair) {
        var living = pairs.values().stream().filter(StoredPair::living).toList();
        if (living.stream().anyMatch(other -> other.name.equals(pair.name))) {
            return Added.NAME_TAKEN;
        }
        if (living.size() >= contract.pairs().most()) {
            return Added.TOO_MANY;
        }
        pairs.put(pair.id, pair);
        return Added.YES;
    }

    /** Whether this call replaced its secret; false: it is deleted. */
    synchronized boolean rotate(StoredPair pair, Instant now, Actor by, Lateness late) {
        if (!pair.living()) {
            return false;
        }
        pair.rotate(now, by, late, contract.pairs().grace());
        return true;
    }

    /** Whether this call deleted it; false: it was deleted before. */
    synchronized boolean delete(StoredPair pair, Instant now, Actor by, Lateness late) {
        if (!pair.living()) {
            return false;
        }
        pair.die(now, by, late);
        return true;
    }

    synchronized Optional<StoredPair> find(String id) {
        return Optional.ofNullable(pairs.get(id));
    }

    synchronized List<StoredPair> all() {
        return List.copyOf(pairs.values());
    }

    /** The pair that came with the workspace; nothing deletes it. */
    synchronized StoredPair byDefault() {
        return pairs.values().iterator().next();
    }

    /** What the bridge shows. */
    StoredPair onBridge() {
        return switch (contract.pairs().bridge()) {
            case DEFAULT -> byDefault();
            case NEWEST ->
                all().stream()
                        .filter(StoredPair::living)
                        .reduce((_, later) -> later)
                        .orElseGet(this::byDefault);
        };
    }

    /** The pair as it is shown at {@code now} by what lags by {@code lag}; empty if it is not shown. */
    Optional<Listed> shown(StoredPair pair, Instant now, Duration lag) {
        var end = pair.endListedAt(now, lag);
        return pair.listedAt(now, lag) && (contract.listsDeletedKeys() || end.isEmpty())
                ? Optional.of(new Listed(pair, pair.shownAt(now, lag), end))
                : Optional.empty();
    }

    /** What a list shows at {@code now} if it lags by {@code lag}, in the order of the contract. */
    List<Listed> listed(Instant now, Duration lag) {
        var seen = new ArrayList<Listed>();
        all().forEach(pair -> shown(pair, now, lag).ifPresent(seen::add));
        if (contract.order() == Order.NEWEST_FIRST) {
            Collections.reverse(seen);
        } else if (contract.order() == Order.ARBITRARY) {
            seen.sort(Comparator.comparing(listed -> listed.pair().key));
        }
        return seen;
    }
}
