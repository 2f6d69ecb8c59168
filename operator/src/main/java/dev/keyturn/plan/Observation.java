package dev.keyturn.plan;

import java.util.Optional;

/** Everything a decision may look at, already parsed. */
public sealed interface Observation {

    /** The installation is not certain to be this cluster's: nothing is issued, taken up or dies. */
    record Suspect(String detail) implements Observation {}

    /** The resource was deleted and still has our finalizer. */
    record Deleting(Resource resource, DeletionPolicy policy, Optional<Ledger> ledger, Memo memo)
            implements Observation {}

    /** The spec cannot be used. */
    record Unusable(Resource resource, String detail, Optional<Ledger> ledger, Memo memo) implements Observation {}

    /** Nothing has claimed the target yet. */
    record Unclaimed(
            Resource resource,
            Demand demand,
            AccountView account,
            SinkView sink,
            Limits limits,
            Memo memo,
            Turning turning)
            implements Observation {}

    /** There is a keyring for the target. */
    record Claimed(
            Resource resource,
            Demand demand,
            AccountView account,
            SinkView sink,
            Limits limits,
            Memo memo,
            Ledger ledger,
            Turning turning)
            implements Observation {}

    /**
     * A keyring looked at for itself, without a resource.
     *
     * @param ownerGone the API server answered that the resource is not there
     * @param releaseAsked a person set {@code keyturn.dev/release} on the keyring
     */
    record Orphaned(Ledger ledger, boolean ownerGone, boolean releaseAsked, Limits limits, Memo memo)
            implements Observation {}
}
