package dev.keyturn.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Keys of our own that the ledger did not know: found in a provider's list, or in the Secret. */
final class Findings {

    private Findings() {}

    /**
     * A living key with this keyring's name that is not in the ledger: an attempt whose answer was lost, or one from after a backup
     * that was restored, on which pods may run. Known keys and the running attempt are no findings.
     */
    static Ledger takeUp(Ledger ledger, Key found, Instant now) {
        if (isKnown(ledger, found)) {
            return ledger;
        }
        var rotation = ledger.rotation();
        var known = Math.max(ledger.lastRevision(), rotation == null ? 0 : rotation.revision());
        var taken = found.edit().replaced(now).seenInList(true);
        exposure(ledger, found).ifPresent(taken::exposed);
        var edit = ledger.edit().add(taken.done());
        return found.revision() > known ? later(edit, ledger, found.revision(), now).done() : edit.done();
    }

    static boolean isKnown(Ledger ledger, Key found) {
        var intent = ledger.intent();
        return ledger.keys().stream().anyMatch(key -> key.id().equals(found.id()))
                || (intent != null && intent.attempt().equals(found.attempt()));
    }

    private static Optional<Instant> exposure(Ledger ledger, Key found) {
        return ledger.requests().stream()
                .filter(request -> request.trigger() == Trigger.Exposure && request.through() >= found.revision())
                .map(Request::seenAt)
                .min(Comparator.naturalOrder());
    }

    /** The ledger is older than the world: what it was about to publish is older than what was published. */
    private static Edit later(Edit edit, Ledger ledger, int revision, Instant now) {
        edit.usedRevision(revision).behind(true);
        if (ledger.unpublishedRun()) {
            edit.rotation(null)
                    .keys(key -> key.state() == KeyState.Issued
                            ? key.edit().setAside(now).done()
                            : key);
        }
        return edit;
    }

    /** The value in the Secret is a key of ours that is later than all that the ledger knew: it is the current one. */
    static Ledger recognise(Ledger ledger, Key key, Instant now) {
        var edit = ledger.edit()
                .remove(key.attempt())
                .keys(other -> switch (other.state()) {
                    case Current, Issued -> other.edit().replaced(now).done();
                    case Previous, Revoking -> other;
                })
                .add(key.edit().published(now).done());
        return later(edit, ledger, key.revision(), now).failures(Failures.NONE).done();
    }
}
