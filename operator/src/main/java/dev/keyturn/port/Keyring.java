package dev.keyturn.port;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The durable record of one published target.
 *
 * @param material of the living keys, by attempt
 */
public record Keyring(Ledger ledger, Map<String, Material> material) {

    public Keyring {
        material = Map.copyOf(material);
    }

    public Optional<Material> materialOf(Key key) {
        return Optional.ofNullable(material.get(key.attempt()));
    }

    /** With another ledger; material of keys that are not in it any more goes. */
    public Keyring with(Ledger next) {
        var kept = new HashMap<>(material);
        kept.keySet().removeIf(attempt -> next.key(attempt).isEmpty());
        return new Keyring(next, kept);
    }

    /** With material for a key that the next ledger has. */
    public Keyring with(String attempt, Material added) {
        var all = new HashMap<>(material);
        all.put(attempt, added);
        return new Keyring(ledger, all);
    }
}
