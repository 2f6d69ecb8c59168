package dev.keyturn.plan.world;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.world.World.Published;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds after every call, by the names that the design gives it. */
final class Invariants {

    private final World world;
    private final Set<String> exposed = new HashSet<>();

    Invariants(World world) {
        this.world = world;
    }

    void hold() {
        var secret = world.secret();
        if (secret != null && !world.isTampered() && !exposed.contains(secret.value())) {
            world.check(world.provider.isAlive(secret.value()), "alive", secret);
        }
        if (secret != null
                && !world.isTampered()
                && secret.previous() != null
                && !exposed.contains(secret.previous())) {
            world.check(
                    world.provider.isAlive(secret.previous()),
                    "alive: the value before, as long as it stands there",
                    secret);
        }
        for (var key : world.provider.alive()) {
            world.check(world.isRestored() || isKnown(key), "no-orphan", key);
        }
        var keys = keys();
        world.check(
                keys.stream()
                        .filter(Key::withMaterial)
                        .allMatch(key -> key.id().equals(world.material().get(key.attempt()))),
                "the material of every key",
                world.material());
        world.check(keys.stream().map(Key::attempt).distinct().count() == keys.size(), "one name for one key", keys);
        world.check(inState(KeyState.Current) <= 1, "one current key", keys);
        world.check(inState(KeyState.Issued) <= 1, "one key in hand", keys);
    }

    /** No key is forgotten that lives, and none comes back that was condemned. */
    void succeeds(@Nullable Ledger before, @Nullable Ledger next) {
        keys().stream().filter(Key::exposed).map(Key::id).forEach(exposed::add);
        if (before == null) {
            return;
        }
        for (var key : before.keys()) {
            var after = byId(key.id());
            if (after == null) {
                world.check(!world.provider.isAlive(key.id()), "dead-is-dead", next);
            } else {
                var back = key.state() == KeyState.Revoking && after.state() != KeyState.Revoking;
                world.check(!back, "revoking is one-way", after);
            }
        }
    }

    void mayBePublished(Published next) {
        world.check(world.provider.wasAccepted(next.value()), "proved-first", next);
        var key = byId(next.value());
        world.check(key != null && !key.doomed(), "never published again", next);
    }

    /** Whoever dies was condemned, and was exposed or is not what is published. */
    void mightDie(String id) {
        var secret = world.secret();
        var published = secret != null && !world.isTampered() && secret.value().equals(id);
        world.check(!published || exposed.contains(id), "revoke-last", id);
        var key = byId(id);
        world.check(key != null && key.state() == KeyState.Revoking, "condemned before it is called", id);
    }

    /** In the ledger, being made, or to be found by a sweep that is owed. */
    private boolean isKnown(Provider.Made key) {
        var ledger = world.ledger();
        var attempt = ProviderName.parse(key.name()).orElseThrow().attempt();
        return ledger != null
                && (byId(key.id()) != null
                        || (ledger.intent() != null && ledger.intent().attempt().equals(attempt))
                        || (ledger.sweepUntil() != null && ledger.sweepUntil().isAfter(key.acceptedFrom())));
    }

    private List<Key> keys() {
        var ledger = world.ledger();
        return ledger == null ? List.of() : ledger.keys();
    }

    private long inState(KeyState state) {
        return keys().stream().filter(key -> key.state() == state).count();
    }

    private @Nullable Key byId(String id) {
        return keys().stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
    }
}
