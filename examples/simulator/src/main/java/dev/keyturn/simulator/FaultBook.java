package dev.keyturn.simulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The rules that were ordered and what is left of them. Safe for many threads: a rule for one call takes one. */
final class FaultBook {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    long order(FaultRule rule) {
        var entry = new Entry(ids.incrementAndGet(), rule);
        entries.add(entry);
        return entry.id;
    }

    void clear() {
        entries.clear();
    }

    boolean cancel(long id) {
        return entries.removeIf(entry -> entry.id == id);
    }

    List<OrderedFault> ordered() {
        return entries.stream().map(Entry::view).toList();
    }

    Optional<Fault> next(Operation operation) {
        for (var entry : entries) {
            if (entry.rule.matches(operation) && entry.takes()) {
                return Optional.of(entry.rule.fault());
            }
        }
        return Optional.empty();
    }

    private static final class Entry {
        private final long id;
        private final FaultRule rule;
        private int skipped;
        private int applied;

        Entry(long id, FaultRule rule) {
            this.id = id;
            this.rule = rule;
        }

        synchronized boolean takes() {
            if (skipped < rule.skip()) {
                skipped++;
                return false;
            }
            if (applied >= rule.times()) {
                return false;
            }
            applied++;
            return true;
        }

        synchronized OrderedFault view() {
            return new OrderedFault(id, rule, applied);
        }
    }
}
