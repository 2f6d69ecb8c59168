package dev.keyturn.plan;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key that a person had made and that stands in a Secret: what a credential may begin with, as revision 0. That it is ours is the word of
 * whoever lets the Secret consent; its name at the provider says nothing of it.
 */
final class HandMade {

    static final int REVISION = 0;

    private HandMade() {}

    /** What to do about a Secret that could consent and does not. */
    static Step silent(Observation.Unclaimed seen, String detail) {
        var suggests = seen.demand().takeOver().isEmpty()
                && seen.turning().strategy() == Strategy.OVERLAP
                && !seen.turning().ofRecord();
        return suggests ? new Step.Suggest(detail) : new Step.Halt(Reason.NotAdoptable, detail);
    }

    /** What comes in place of a first key, where one is to be taken over. */
    static Optional<Step> first(Demand demand, SinkView sink, Memo memo) {
        return demand.takeOver().map(begin -> switch (sink) {
            case SinkView.Consenting _, SinkView.Ours _ -> new Step.BeginWith(begin.keyId(), memo.freshAttempt());
            case SinkView.Absent _ ->
                new Step.Halt(
                        Reason.NotAdoptable,
                        "spec.takeOver is to begin with the key that stands in Secret "
                                + demand.target().secretName()
                                + ", which is not there; make it, with the key in it and its consent, or take spec.takeOver away");
            case SinkView.Silent(var detail) -> new Step.Halt(Reason.NotAdoptable, detail);
            case SinkView.Refused(var reason, var detail) -> new Step.Halt(reason, detail);
        });
    }

    /** The same where there is a keyring: as long as nothing has begun in it. */
    static Optional<Step> first(Observation.Claimed seen) {
        return begins(seen.ledger()) ? first(seen.demand(), seen.sink(), seen.memo()) : Optional.empty();
    }

    /** Whether there was no key yet; those of a namespace that is gone, which die, are none. */
    private static boolean begins(Ledger ledger) {
        return ledger.keys().stream().allMatch(key -> key.state() == KeyState.Revoking)
                && ledger.history().isEmpty()
                && ledger.intent() == null
                && ledger.rotation() == null
                && ledger.sink() == null;
    }

    /** Whether the keyring has the key, or may be about to. */
    static boolean mayHave(Ledger ledger, String id) {
        return begins(ledger) || has(ledger, id);
    }

    /**
     * The key is what the credential begins with. A token of an exposure that is there by then is about this key: there was no other one that it
     * could be about.
     */
    static Ledger taken(Ledger ledger, Resource resource, Outcome.TakenIn taken, Instant now) {
        if (!begins(ledger) || ledger.key(taken.attempt()).isPresent() || has(ledger, taken.id())) {
            return ledger;
        }
        var exposed = resource.exposed();
        var edit = ledger.edit()
                .place(taken.place())
                .failures(Failures.NONE)
                .add(key(ledger, taken, exposed == null ? null : now, now));
        return exposed == null
                ? edit.done()
                : edit.tokens(ledger.tokens().withExposed(exposed))
                        .request(new Request(Tokens.shown(exposed), Trigger.Exposure, now, REVISION, null, null))
                        .done();
    }

    private static boolean has(Ledger ledger, String id) {
        return ledger.keys().stream().anyMatch(key -> key.id().equals(id));
    }

    private static Key key(Ledger ledger, Outcome.TakenIn taken, @Nullable Instant exposedAt, Instant now) {
        var key = Key.made(
                        taken.attempt(),
                        ledger.owner().kind(),
                        taken.place(),
                        taken.id(),
                        taken.revoke() ? Key.TAKEN_OVER : Key.TO_STAY,
                        REVISION,
                        true,
                        taken.fingerprint(),
                        now,
                        null)
                .seenInList();
        return exposedAt == null ? key : key.edit().exposed(exposedAt).done();
    }
}
