package dev.keyturn.simulator;

import dev.keyturn.simulator.SimulatorOptions.Mode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The provider's state: workspaces, service tokens and keys, found by the digests of their values, and pairs, by their keys. Safe for many threads. */
final class Account {
    final Actor systemUser = Actor.system(Material.opaque(22));
    private final InstantSource clock;
    private final Contract contract;
    private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
    private final Tokens tokens = new Tokens();
    private final Map<String, StoredKey> keysByDigest = new ConcurrentHashMap<>();
    private final Map<String, StoredPair> pairsByKey = new ConcurrentHashMap<>();
    private volatile Deployment deployment = Deployment.current();

    /** A key just made; the caller alone has the material. */
    record Made(StoredKey key, String material) {}

    Account(InstantSource clock, Contract contract) {
        this.clock = clock;
        this.contract = contract;
    }

    /** The provider's clock, in the microseconds in which it dates records. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Contract contract() {
        return contract;
    }

    Deployment deployment() {
        return deployment;
    }

    void deploy(Deployment wanted) {
        deployment = wanted;
    }

    /** Adds a workspace with its default pair; empty if the slug is taken. */
    Optional<Workspace> addWorkspace(String slug, String name, Mode mode) {
        var workspace = new Workspace(slug, name, mode, contract);
        synchronized (workspaces) {
            if (workspaces.containsKey(slug)) {
                return Optional.empty();
            }
            var key = contract.pairs().legacyKeys() ? Material.opaque(20) : Material.workspaceKey();
            add(workspace, new StoredPair(slug, "default", key, true, now(), Optional.empty(), Lateness.NONE));
            workspaces.put(slug, workspace);
            return Optional.of(workspace);
        }
    }

    Optional<Workspace> workspace(String slug) {
        synchronized (workspaces) {
            return Optional.ofNullable(workspaces.get(slug));
        }
    }

    /** The workspace; {@link IllegalArgumentException} with a sentence if there is none. */
    Workspace known(String slug) {
        return workspace(slug).orElseThrow(() -> new IllegalArgumentException("there is no workspace " + slug));
    }

    List<Workspace> workspaces() {
        synchronized (workspaces) {
            return new ArrayList<>(workspaces.values());
        }
    }

    Tokens tokens() {
        return tokens;
    }

    /** The id of the service token of this value, if it lives. */
    Optional<String> tokenId(String material) {
        return tokens.living(material, now());
    }

    /** Makes a key; empty where its name is taken and names are unique. */
    Optional<Made> makeKey(Workspace workspace, String name, Actor by, Lateness lateness) {
        var material = Material.apiKey();
        var key = new StoredKey(workspace.slug, name, Material.masked(material), by, now(), lateness);
        if (!workspace.add(key)) {
            return Optional.empty();
        }
        keysByDigest.put(Material.digest(material), key);
        return Optional.of(new Made(key, material));
    }

    /** A pair that is in no workspace yet. */
    StoredPair newPair(Workspace workspace, String name, Actor by, Lateness lateness) {
        return new StoredPair(workspace.slug, name, Material.workspaceKey(), false, now(), Optional.of(by), lateness);
    }

    Pairs.Added add(Workspace workspace, StoredPair pair) {
        pairsByKey.put(pair.key, pair);
        var added = workspace.pairs.add(pair);
        if (added != Pairs.Added.YES) {
            pairsByKey.remove(pair.key);
        }
        return added;
    }

    /** The pair with this workspace key, dead or alive. */
    Optional<StoredPair> pair(String key) {
        return Optional.ofNullable(pairsByKey.get(key));
    }

    /** The key of this value, dead or alive. */
    Optional<StoredKey> key(String material) {
        return Optional.ofNullable(keysByDigest.get(Material.digest(material)));
    }
}
