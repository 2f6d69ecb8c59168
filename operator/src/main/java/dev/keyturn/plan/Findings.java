package dev.keyturn.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys of our own that the ledger did not know: found in a provider's list, or in the Secret. */
final class Findings {

    private Findings() {}

    /**
     * A living key with this keyring's name that is not in the ledger: an attempt whose answer was lost, or one from after a backup
     * that was restored, on which pods may run. Known keys and the running attempt are no findings.
     */
    static Ledger takeUp(Ledger ledger, Key found, Instant now) {
        if (KnownKeys.of(ledger).include(found.id(), found.attempt(), now)) {
            return ledger;
        }
        var attempted = Optional.ofNullable(ledger.intent())
                .filter(intent -> intent.attempt().equals(found.attempt()));
        var taken = found.edit()
                .attempt(unused(ledger, found.attempt()))
                .replaced(now)
                .seenInList(true);
        exposure(ledger, found).ifPresent(taken::exposed);
        var edit = ledger.edit().add(taken.done());
        if (attempted.isPresent()) {
            edit.intent(null).unaccounted(true);
        }
        return found.revision() > begun(ledger)
                ? later(edit, ledger, found.revision(), now).done()
                : edit.done();
    }

    private static Optional<Key> byId(Ledger ledger, String id) {
        return ledger.keys().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** A request that a proxy repeated makes two keys of one attempt; here each has a name of its own. */
    private static String unused(Ledger ledger, String attempt) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? attempt : attempt + "-" + number)
                .filter(name -> ledger.key(name).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** The latest revision of which an attempt is known to have been made. */
    private static int begun(Ledger ledger) {
        var rotation = ledger.rotation();
        var intent = ledger.intent();
        return Math.max(
                ledger.lastRevision(),
                Math.max(rotation == null ? 0 : rotation.revision(), intent == null ? 0 : intent.revision()));
    }

    private static Optional<Instant> exposure(Ledger ledger, Key found) {
        return ledger.requests().stream()
                .filter(request -> request.trigger() == Trigger.Exposure && request.through() >= found.revision())
                .map(Request::seenAt)
                .min(Comparator.naturalOrder());
    }

    /** It stood in the Secret when that token was seen, though the ledger did not know it then. */
    private static Optional<Instant> unanswered(Ledger ledger) {
        return ledger.requests().stream()
                .filter(Findings::isUnanswered)
                .map(Request::seenAt)
                .min(Comparator.naturalOrder());
    }

    private static boolean isUnanswered(Request request) {
        return request.trigger() == Trigger.Exposure && request.publishedAt() == null;
    }

    /** The ledger is older than the world: what it was about to publish is older than what was published, and is given up. */
    private static Edit later(Edit edit, Ledger ledger, int revision, Instant now) {
        if (ledger.unpublishedRun()) {
            edit.keys(key -> key.state() == KeyState.Issued
                            ? key.edit().setAside(now).done()
                            : key)
                    .dropRun();
        }
        return edit.usedRevision(revision).behind(true);
    }

    /** The value in the Secret is a key of ours that is later than all that the ledger had published: it is the current one. */
    static Ledger recognise(Ledger ledger, Key key, Instant now) {
        var known = byId(ledger, key.id());
        if (known.filter(Key::doomed).isPresent()) {
            return ledger;
        }
        var current = key.edit().published(now);
        known.map(Key::exposedAt)
                .or(() -> exposure(ledger, key))
                .or(() -> unanswered(ledger))
                .ifPresent(current::exposed);
        var others = ledger.edit();
        known.ifPresent(same -> others.remove(same.attempt()));
        var twin = unused(others.done(), key.attempt());
        others.key(key.attempt(), other -> other.edit().attempt(twin).done()).keys(other -> switch (other.state()) {
            case Current, Issued -> other.edit().replaced(now).done();
            case Previous, Revoking -> other;
        });
        var edit = key.revision() > ledger.lastRevision() ? later(others, ledger, key.revision(), now) : others;
        return edit.add(current.done())
                .requests(request -> isUnanswered(request) ? request.coveringUpTo(key.revision()) : request)
                .refusedInARow(0)
                .failures(Failures.NONE)
                .done();
    }
}
