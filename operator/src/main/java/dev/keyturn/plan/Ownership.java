package dev.keyturn.plan;

import java.util.Optional;

/** Whose a keyring is; what is not ours is taken over where nobody loses by it, and is a conflict elsewhere. */
final class Ownership {

    private Ownership() {}

    /** Empty where the keyring is the resource's; else what to do about it. */
    static Optional<Step> check(Resource resource, Ledger ledger) {
        var owner = ledger.owner();
        var mine = owner.uid().equals(resource.owner().uid());
        if (mine && ledger.standing() == Standing.Living) {
            return Optional.empty();
        }
        if (mine) {
            return Optional.of(new Step.TakeOver());
        }
        var sameNamespace = owner.namespaceUid().equals(resource.owner().namespaceUid());
        return Optional.of(
                switch (ledger.standing()) {
                    case Released -> new Step.TakeOver();
                    case Retained -> sameNamespace ? new Step.TakeOver() : conflict(resource, ledger, RETAINED);
                    case Living, Unowned ->
                        !sameNamespace || owner.sameName(resource.owner())
                                ? new Step.TakeOver()
                                : conflict(resource, ledger, ledger.standing() == Standing.Living ? TAKEN : GONE);
                });
    }

    private static final String TAKEN =
            "; delete one of the two, and apply it again with another publish.secretName if it is still wanted";
    private static final String RELEASE =
            "set keyturn.dev/release: \"now\" on its keyring, the Secret in Keyturn's namespace whose annotation keyturn.dev/owner names it";

    private static final String GONE =
            ", which is gone without having been deleted in order; apply it again, or have its keys revoked: "
                    + RELEASE;
    private static final String RETAINED = " of a namespace that was deleted, and is retained; " + Words.OTHER_SECRET
            + ", or have its keys revoked: " + RELEASE;

    private static Step conflict(Resource resource, Ledger ledger, String wayOut) {
        return new Step.Halt(
                Reason.Conflict,
                "Secret " + ledger.target().secretName() + " is published by "
                        + ledger.owner().reference()
                        + (resource.owner().namespace().equals(ledger.owner().namespace())
                                ? ""
                                : " in " + ledger.owner().namespace())
                        + wayOut);
    }
}
