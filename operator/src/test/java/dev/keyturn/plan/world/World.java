package dev.keyturn.plan.world;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.ProviderName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider, a Secret and a keyring, each changed one call at a time; after every change all that must always hold is looked at. */
final class World {

    static final String INSTALLATION = "inst0001";
    static final String KEYRING = "kr-aaaaaaaaaaaaaaaa";

    /** A key at the provider; its id is its value, too. */
    record Made(String id, String name, boolean alive, Instant acceptedFrom) {}

    /** The published Secret. */
    record Published(String value, int revision) {}

    /** A keyring as it once was. */
    record Backup(@Nullable Ledger ledger, Map<String, String> material) {}

    final Choices choices;
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    Duration acceptedAfter = Duration.ZERO;

    private final Map<String, Made> made = new HashMap<>();
    private final Set<String> proved = new HashSet<>();
    private final Set<String> exposed = new HashSet<>();
    private @Nullable Published secret;
    private int secretVersion;
    private @Nullable Ledger ledger;
    private final Map<String, String> material = new HashMap<>();
    private int keyringVersion;
    private boolean tampered;
    private boolean restored;
    private final List<Backup> backups = new ArrayList<>();

    World(Choices choices) {
        this.choices = choices;
    }

    // The provider.

    String issue(String name) {
        var id = "id" + made.size();
        made.put(id, new Made(id, name, true, now.plus(acceptedAfter)));
        choices.tell("made " + id + " " + name);
        hold();
        return id;
    }

    void revoke(String id) {
        var key = made.get(id);
        if (key != null && key.alive()) {
            made.put(id, new Made(id, key.name(), false, key.acceptedFrom()));
            choices.tell("revoked " + id);
            revokedLast(id);
            hold();
        }
    }

    boolean accepts(String value) {
        var key = made.get(value);
        var accepted = key != null && key.alive() && !now.isBefore(key.acceptedFrom());
        if (accepted) {
            proved.add(value);
        }
        return accepted;
    }

    List<Made> listed() {
        return made.values().stream().filter(Made::alive).toList();
    }

    int issuedInAll() {
        return made.size();
    }

    // The Secret.

    @Nullable
    Published secret() {
        return secret;
    }

    int secretVersion() {
        return secretVersion;
    }

    boolean write(int basis, @Nullable Published next) {
        if (basis != secretVersion) {
            return false;
        }
        secretVersion++;
        secret = next;
        tampered = false;
        choices.tell("Secret holds " + next);
        if (next != null) {
            check(proved.contains(next.value()), "proved-first", next);
            var key = byId(next.value());
            check(key != null && key.state() != KeyState.Revoking && !key.setAside(), "never published again", next);
        }
        hold();
        return true;
    }

    /** Somebody else writes. */
    void tamper(@Nullable Published next) {
        secretVersion++;
        secret = next;
        tampered = true;
        choices.tell("somebody wrote into the Secret " + next);
    }

    // The keyring.

    List<Backup> backups() {
        return backups;
    }

    /** The keyring becomes what it was. */
    void restore(Backup backup) {
        keyringVersion++;
        restored = true;
        ledger = backup.ledger();
        material.clear();
        material.putAll(backup.material());
        choices.tell("restored " + backup);
    }

    @Nullable
    Ledger ledger() {
        return ledger;
    }

    int keyringVersion() {
        return keyringVersion;
    }

    boolean replace(int basis, @Nullable Ledger next, Map<String, String> added) {
        if (basis != keyringVersion) {
            return false;
        }
        var before = ledger;
        keyringVersion++;
        ledger = next;
        material.putAll(added);
        if (next != null) {
            material.keySet().removeIf(attempt -> next.key(attempt).isEmpty());
            next.keys().stream().filter(Key::exposed).map(Key::id).forEach(exposed::add);
        }
        if (before != null) {
            before.keys().forEach(key -> succeeds(key, next));
        }
        backups.add(new Backup(next, Map.copyOf(material)));
        hold();
        return true;
    }

    private void succeeds(Key before, @Nullable Ledger next) {
        var after = next == null
                ? null
                : next.keys().stream()
                        .filter(key -> key.id().equals(before.id()))
                        .findFirst()
                        .orElse(null);
        if (after == null) {
            check(listed().stream().noneMatch(key -> key.id().equals(before.id())), "dead-is-dead", before);
        } else {
            check(
                    before.state() != KeyState.Revoking || after.state() == KeyState.Revoking,
                    "revoking is one-way",
                    after);
        }
    }

    private @Nullable Key byId(String id) {
        return ledger == null
                ? null
                : ledger.keys().stream()
                        .filter(key -> key.id().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    // What always holds.

    private void hold() {
        if (secret != null && !tampered && !exposed.contains(secret.value())) {
            var key = made.get(secret.value());
            check(key != null && key.alive(), "alive", secret);
        }
        for (var key : listed()) {
            check(restored || isKnown(key), "no-orphan", key);
        }
        if (ledger != null) {
            var attempts = ledger.keys().stream().map(Key::attempt).toList();
            check(
                    ledger.keys().stream()
                            .filter(Key::withMaterial)
                            .allMatch(key -> key.id().equals(material.get(key.attempt()))),
                    "the material of every key",
                    material);
            check(new HashSet<>(attempts).size() == attempts.size(), "one name for one key", attempts);
            check(
                    ledger.keys().stream()
                                    .filter(key -> key.state() == KeyState.Current)
                                    .count()
                            <= 1,
                    "one current key",
                    ledger.keys());
            check(
                    ledger.keys().stream()
                                    .filter(key -> key.state() == KeyState.Issued)
                                    .count()
                            <= 1,
                    "one key in hand",
                    ledger.keys());
        }
    }

    /** In the ledger, being made, or to be found by a sweep that is owed. */
    private boolean isKnown(Made key) {
        var attempt = ProviderName.parse(key.name()).orElseThrow().attempt();
        return ledger != null
                && (byId(key.id()) != null
                        || (ledger.intent() != null && ledger.intent().attempt().equals(attempt))
                        || ledger.sweepUntil() != null);
    }

    /** Whoever dies was exposed, or something later lives and is published, or nothing is published any more. */
    private void revokedLast(String id) {
        check(
                secret == null
                        || tampered
                        || exposed.contains(id)
                        || !secret.value().equals(id),
                "revoke-last",
                id);
        var key = byId(id);
        check(key != null && key.state() == KeyState.Revoking, "condemned before it is called", id);
    }

    void check(boolean holds, String invariant, @Nullable Object culprit) {
        if (!holds) {
            throw new AssertionError(
                    invariant + " does not hold for " + culprit + "\n" + choices.story() + "\n" + describe());
        }
    }

    String describe() {
        return "at " + now + "\nsecret " + secret + "\nledger " + ledger + "\nalive " + listed();
    }

    List<String> aliveIds() {
        return new ArrayList<>(listed().stream().map(Made::id).toList());
    }
}
