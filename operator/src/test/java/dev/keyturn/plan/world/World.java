package dev.keyturn.plan.world;

import dev.keyturn.plan.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider, a Secret and a keyring, each changed one call at a time; after every change all that must always hold is looked at. */
final class World {

    static final String INSTALLATION = "inst0001";
    static final String KEYRING = "kr-aaaaaaaaaaaaaaaa";

    /** The published Secret. */
    record Published(String value, int revision, @Nullable String previous, Set<String> ended) {
        Published(String value, int revision) {
            this(value, revision, null, Set.of());
        }
    }

    /** A keyring as it once was. */
    record Backup(@Nullable Ledger ledger, Map<String, String> material) {}

    final Choices choices;
    Instant now = Instant.parse("2026-11-24T12:00:00Z");
    final Provider provider = new Provider();

    private final Invariants invariants = new Invariants(this);
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
        var id = provider.issue(name, now);
        choices.tell("made " + id + " " + name);
        invariants.hold();
        return id;
    }

    void revoke(String id) {
        if (provider.revoke(id)) {
            choices.tell("revoked " + id);
            invariants.mightDie(id);
            invariants.hold();
        }
    }

    boolean accepts(String value) {
        return provider.accepts(value, now);
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
        // A write that changes nothing leaves the version as it is, and fends nobody off.
        secretVersion += Objects.equals(secret, next) ? 0 : 1;
        secret = next;
        tampered = false;
        choices.tell("Secret holds " + next);
        if (next != null) {
            invariants.mayBePublished(next);
        }
        invariants.hold();
        return true;
    }

    /** Somebody else writes. */
    void tamper(@Nullable Published next) {
        secretVersion++;
        secret = next;
        tampered = true;
        choices.tell("somebody wrote into the Secret " + next);
    }

    /** Whether what stands in the Secret was written by somebody else. */
    boolean isTampered() {
        return tampered;
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

    Map<String, String> material() {
        return material;
    }

    /** Whether the ledger was ever set back: then it may not know of what lives. */
    boolean isRestored() {
        return restored;
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
        }
        backups.add(new Backup(next, Map.copyOf(material)));
        invariants.succeeds(before, next);
        invariants.hold();
        return true;
    }

    void check(boolean holds, String invariant, @Nullable Object culprit) {
        if (!holds) {
            throw new AssertionError(
                    invariant + " does not hold for " + culprit + "\n" + choices.story() + "\n" + describe());
        }
    }

    String describe() {
        return "at " + now + "\nsecret " + secret + "\nledger " + ledger + "\nalive " + provider.alive();
    }
}
