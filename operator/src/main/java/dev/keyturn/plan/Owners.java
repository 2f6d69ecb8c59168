package dev.keyturn.plan;

import java.time.Instant;
import java.util.Optional;

/** Who a keyring belongs to, and what changes hands with it. */
final class Owners {

    private Owners() {}

    /**
     * A resource becomes the owner. Its keys stay where kind and workspace are the same. In a namespace that was made anew, perhaps by
     * somebody else, they die after the delay, unless its Secret holds the current value already (a restored backup).
     */
    static Ledger takeOver(
            Ledger ledger, Resource resource, Demand demand, Outcome.TakenOver taken, Limits limits, Instant now) {
        var edit = ledger.edit()
                .owner(resource.owner())
                .standing(Standing.Living, now)
                .deletionPolicy(demand.deletionPolicy());
        var stranger = !ledger.owner().namespaceUid().equals(resource.owner().namespaceUid())
                && !taken.secretHoldsCurrent();
        if (stranger) {
            return edit.forgetThePast()
                    .tokens(Tokens.NONE.withAll(resource))
                    .rotation(null)
                    .failures(Failures.NONE)
                    .sink(null)
                    .keys(key -> key.state() == KeyState.Revoking
                            ? key
                            : key.edit()
                                    .condemned(now)
                                    .death(new Failures(0, null, null, now.plus(limits.deletionDelay())))
                                    .done())
                    .done();
        }
        return edit.tokens(ledger.tokens().withAll(resource))
                .keys(key -> key.state() == KeyState.Revoking || serves(key, resource, demand, taken.workspaceUid())
                        ? key
                        : key.edit().replaced(now).done())
                .done();
    }

    private static boolean serves(Key key, Resource resource, Demand demand, Optional<String> workspaceUid) {
        return key.kind().equals(resource.owner().kind())
                && key.place().workspace().equals(demand.workspace())
                && workspaceUid.filter(uid -> !uid.equals(key.place().workspaceUid())).isEmpty();
    }

    /** A deletion is a person's word: the keyring is released, or retained where the resource said so. */
    static Ledger release(Ledger ledger, DeletionPolicy policy, Instant now) {
        return ledger.edit()
                .deletionPolicy(policy)
                .standing(policy == DeletionPolicy.Retain ? Standing.Retained : Standing.Released, now)
                .done();
    }

    /** What the resource asks for was asked before the backup that the ledger came from. */
    static Ledger catchUp(Ledger ledger, Resource resource) {
        var rotate = resource.rotate();
        return ledger.edit()
                .behind(false)
                .tokens(rotate == null ? ledger.tokens() : ledger.tokens().withRotate(rotate))
                .done();
    }
}
