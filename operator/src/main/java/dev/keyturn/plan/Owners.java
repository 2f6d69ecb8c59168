package dev.keyturn.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Who a keyring belongs to, and what changes hands with it. */
final class Owners {

    private Owners() {}

    /**
     * A resource becomes the owner. Its keys stay where kind and workspace are the same; the value of a record that does not serve is
     * let go of, since it lives on and may be met again. In a namespace that was made anew, perhaps by somebody else, they die after the
     * delay, unless its Secret holds the current value already (a restored backup).
     */
    static Ledger takeOver(
            Ledger ledger, Resource resource, Demand demand, Outcome.TakenOver taken, Limits limits, Instant now) {
        var same = ledger.owner().uid().equals(resource.owner().uid());
        var edit = ledger.edit()
                .owner(resource.owner())
                .standing(Standing.Living, now)
                .deletionPolicy(demand.deletionPolicy())
                .tokens(same ? ledger.tokens() : ledger.tokens().withAll(resource));
        var stranger =
                !ledger.owner().namespaceUid().equals(resource.owner().namespaceUid()) && !taken.secretHoldsCurrent();
        if (stranger) {
            return edit.forgetThePast()
                    .tokens(Tokens.NONE.withAll(resource))
                    .dropRun()
                    .failures(Failures.NONE)
                    .refusedInARow(0)
                    .behind(false)
                    .sink(null)
                    .keys(key -> key.state() == KeyState.Revoking
                            ? key
                            : key.edit()
                                    .condemned(now)
                                    .death(new Failures(0, null, null, now.plus(limits.deletionDelay())))
                                    .done())
                    .done();
        }
        var intent = ledger.intent();
        if (intent != null
                && !serves(
                        ledger.owner().kind(),
                        intent.place(),
                        intent.record() != null,
                        resource,
                        demand,
                        taken.workspaceUid())) {
            edit.dropRun();
        }
        if (ledger.handOff() != null
                && (!ledger.owner().kind().equals(resource.owner().kind())
                        || isOfRecord(ledger) != demand.defaultPair())) {
            edit.dropRun();
        }
        ledger.keys().stream()
                .filter(key -> key.state() != KeyState.Revoking && InPlaceTurns.isLast(key, ledger.keys(), null))
                .filter(key -> !serves(key.kind(), key.place(), key.inPlace(), resource, demand, taken.workspaceUid()))
                .forEach(edit::leave);
        return edit.keys(key -> switch (key.state()) {
                    case Current, Issued ->
                        serves(key.kind(), key.place(), key.inPlace(), resource, demand, taken.workspaceUid())
                                ? key
                                : key.edit().replaced(now).done();
                    case Previous, Revoking -> key;
                })
                .done();
    }

    /** What a person is asked for is the value of a record, or one of the whole account. */
    private static boolean isOfRecord(Ledger ledger) {
        return ledger.place() != null && !ledger.place().isWholeAccount();
    }

    private static boolean serves(
            String kind,
            Place place,
            boolean inPlace,
            Resource resource,
            Demand demand,
            Optional<String> workspaceUid) {
        return inPlace == demand.defaultPair()
                && kind.equals(resource.owner().kind())
                && place.workspace().equals(demand.workspace())
                && workspaceUid.filter(uid -> !uid.equals(place.workspaceUid())).isEmpty();
    }

    /** A deletion is a person's word: the keyring is released, or retained where the resource said so. */
    static Ledger release(Ledger ledger, DeletionPolicy policy, Instant now) {
        return ledger.edit()
                .deletionPolicy(policy)
                .standing(policy == DeletionPolicy.Retain ? Standing.Retained : Standing.Released, now)
                .done();
    }

    /** The delay is over and nobody wants the Secret: every key is condemned, and what was being made is left to the sweep. */
    static Ledger condemnAll(Ledger ledger, Instant now) {
        if (ledger.standing() != Standing.Released) {
            return ledger;
        }
        var edit = ledger.edit();
        if (ledger.sink() == null) {
            ledger.keys().stream()
                    .filter(Key::withMaterial)
                    .max(Comparator.comparingInt(Key::revision))
                    .ifPresent(key -> edit.sink(Sink.unrecorded(key, now)));
        }
        return edit.dropRun()
                .keys(key -> key.state() == KeyState.Revoking
                        ? key
                        : key.edit().condemned(now).done())
                .done();
    }

    /** What the resource asks for was asked before the backup that the ledger came from. */
    static Ledger catchUp(Ledger ledger, Resource resource) {
        if (!ledger.behind()) {
            return ledger;
        }
        var rotate = resource.rotate();
        return ledger.edit()
                .behind(false)
                .tokens(rotate == null ? ledger.tokens() : ledger.tokens().withRotate(rotate))
                .done();
    }
}
