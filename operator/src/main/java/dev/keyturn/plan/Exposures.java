package dev.keyturn.plan;

import java.time.Instant;
import java.util.Optional;

/** Tokens that say something of keys that exist already. */
final class Exposures {

    private Exposures() {}

    /**
     * Everything published up to now was exposed, and with it what stands in the Secret though no ledger says so yet. A run that
     * has a key in hand which nobody has seen goes on with it.
     */
    static Ledger record(Ledger ledger, String token, Resource resource, SinkView sink, Instant now) {
        var delivered = delivered(ledger, sink);
        var through = Math.max(ledger.lastRevision(), delivered.map(Key::revision).orElse(0));
        var edit = ledger.edit()
                .keys(key -> covered(key, through, delivered) ? cover(key, now) : key)
                .usedRevision(through)
                .failures(Failures.NONE)
                .request(new Request(Tokens.shown(token), Trigger.Exposure, now, through, null, null));
        var seen = ledger.tokens().withExposed(token);
        edit.tokens(token.equals(resource.rotate()) ? seen.withRotate(token) : seen);
        var rotation = ledger.rotation();
        if (rotation != null && ledger.unpublishedRun() && delivered.isEmpty() && through > 0) {
            edit.rotation(rotation.upgraded(Trigger.Exposure, Tokens.shown(token)));
        }
        return edit.done();
    }

    private static Optional<Key> delivered(Ledger ledger, SinkView sink) {
        return sink instanceof SinkView.Ours ours
                ? ours.holds().flatMap(ledger::key).filter(key -> key.state() == KeyState.Issued)
                : Optional.empty();
    }

    private static boolean covered(Key key, int through, Optional<Key> delivered) {
        return switch (key.state()) {
            case Current, Previous, Revoking -> key.revision() <= through && !key.setAside();
            case Issued -> delivered.filter(key::equals).isPresent();
        };
    }

    private static Key cover(Key key, Instant now) {
        var exposed = key.edit().exposed(now);
        return key.state() == KeyState.Issued
                ? exposed.published(now).replaced(now).done()
                : exposed.done();
    }

    /** A run that has not published yet answers the token, too. */
    static Ledger join(Ledger ledger, String token, Instant now) {
        return ledger.edit()
                .tokens(ledger.tokens().withRotate(token))
                .request(new Request(
                        Tokens.shown(token), Trigger.Requested, now, ledger.lastRevision(), null, null))
                .done();
    }
}
