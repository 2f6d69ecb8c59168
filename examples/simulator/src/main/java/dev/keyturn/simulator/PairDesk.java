package dev.keyturn.simulator;

import java.util.List;
import java.util.Optional;

/**
 * What people do with pairs of workspace key and secret: at the dashboard, which shows secrets to every member at all times, and by
 * asking SuprSend's support. Works whatever the deployment's API can do. May be called from many threads.
 */
public final class PairDesk {
    private static final Actor SUPPORT = Actor.human("SuprSend Support", "support@suprsend.com");
    private final Account account;

    /** A pair and where it is. */
    private record Place(Pairs pairs, StoredPair pair) {}

    PairDesk(Account account) {
        this.account = account;
    }

    /** A new pair beside the default one. */
    public MintedPair mint(String workspace, String name) {
        var known = account.known(workspace);
        var pair = account.newPair(known, name, Simulator.SOMEBODY, Lateness.NONE);
        return switch (account.add(known, pair)) {
            case YES -> pair.withSecret();
            case NAME_TAKEN -> throw new IllegalArgumentException("the name " + name + " is taken");
            case TOO_MANY -> throw new IllegalArgumentException("there is no room for another pair in " + workspace);
        };
    }

    /** All pairs that ever were in the workspace, the default one first. */
    public List<Pair> all(String workspace) {
        return account.known(workspace).pairs.all().stream()
                .map(StoredPair::view)
                .toList();
    }

    /** The pairs that were not deleted, the default one first. */
    public List<Pair> living(String workspace) {
        return all(workspace).stream().filter(Pair::living).toList();
    }

    /** The pair that came with the workspace, with its secret. */
    public MintedPair byDefault(String workspace) {
        return account.known(workspace).pairs.byDefault().withSecret();
    }

    /** A pair with its secret; empty if there is no living one of this id. */
    public Optional<MintedPair> show(String id) {
        return find(id).map(Place::pair).filter(StoredPair::living).map(StoredPair::withSecret);
    }

    /** Replaces a secret by hand; empty if there is no living pair of this id. */
    public Optional<MintedPair> rotate(String id) {
        return find(id).filter(place -> turned(place, Simulator.SOMEBODY))
                .map(place -> place.pair().withSecret());
    }

    /**
     * Deletes a pair by hand; false if there is no living one of this id.
     *
     * @throws IllegalArgumentException for the default pair, which nobody can delete
     */
    public boolean delete(String id) {
        return find(id).filter(place -> {
                    if (place.pair().isDefault) {
                        throw new IllegalArgumentException("the default pair cannot be deleted");
                    }
                    return place.pairs().delete(place.pair(), account.now(), Simulator.SOMEBODY, Lateness.NONE);
                })
                .isPresent();
    }

    /** Asks SuprSend's support for a new secret of the default pair: the only way where the deployment has no API for it. */
    public MintedPair askSupport(String workspace) {
        var pairs = account.known(workspace).pairs;
        turned(new Place(pairs, pairs.byDefault()), SUPPORT);
        return byDefault(workspace);
    }

    /** Whether the hub takes a request signed with these now. */
    public boolean accepts(String key, String secret) {
        return account.pair(key)
                .filter(pair -> pair.secretsAt(account.now()).anyMatch(secret::equals))
                .isPresent();
    }

    private boolean turned(Place place, Actor by) {
        return place.pairs().rotate(place.pair(), account.now(), by, Lateness.NONE);
    }

    private Optional<Place> find(String id) {
        return account.workspaces().stream()
                .flatMap(workspace -> workspace.pairs.find(id).map(pair -> new Place(workspace.pairs, pair)).stream())
                .findFirst();
    }
}
