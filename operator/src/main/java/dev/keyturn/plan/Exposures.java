package dev.keyturn.plan;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that say something of keys that exist already. */
final class Exposures {

    private Exposures() {}

    /**
     * Everything published up to now was exposed, and with it what stands in the Secret though no ledger says so yet: that one is
     * published, and becomes the current one. A run that has a key in hand which nobody has seen goes on with it.
     */
    static Ledger record(Ledger ledger, Step.RecordExposure step, SinkView sink, Instant now) {
        var token = step.token();
        if (ledger.tokens().sawExposed(token)) {
            return ledger;
        }
        var delivered = Running.delivered(ledger, sink);
        var through =
                Math.max(ledger.lastRevision(), delivered.map(Key::revision).orElse(0));
        var edit = ledger.edit()
                .keys(key -> key.state() == KeyState.Current && delivered.isPresent()
                        ? key.edit().replaced(now).done()
                        : key)
                .keys(key -> delivered.filter(key::equals).isPresent()
                        ? key.edit().published(now).done()
                        : key)
                .keys(key -> covered(key, through) ? exposed(key, now) : key)
                // What people handed in may be the very value that was exposed; it is never published.
                .keys(key -> key.state() == KeyState.Issued && key.delivered()
                        ? key.edit().exposed(now).setAside(now).done()
                        : key)
                .usedRevision(through)
                .failures(Failures.NONE)
                .tokens(ledger.tokens().withExposed(token))
                .request(new Request(Tokens.shown(token), Trigger.Exposure, now, through, null, null));
        var handOff = ledger.handOff();
        if (handOff != null) {
            edit.handOff(covered(ledger, handOff, step.lying(), now));
        }
        var rotation = ledger.rotation();
        if (rotation != null && ledger.unpublishedRun() && delivered.isEmpty() && isPublished(ledger)) {
            edit.rotation(rotation.upgraded(Trigger.Exposure, Tokens.shown(token)));
        }
        return edit.done();
    }

    private static boolean isPublished(Ledger ledger) {
        return ledger.lastRevision() > 0 || ledger.keys().stream().anyMatch(Key::published);
    }

    /** A run whose delivered value is covered asks again, and refuses what lies there. */
    private static HandOff covered(Ledger ledger, HandOff handOff, Optional<String> lying, Instant now) {
        var again = handOff.taken() != null && ledger.issued().isPresent() ? HandOff.asked(now) : handOff;
        @Nullable
        String fingerprint =
                lying.orElse(handOff.taken() == null ? null : handOff.taken().fingerprint());
        return fingerprint == null
                ? again
                : again.refusing(new HandOff.Unfit(fingerprint, HandOffs.EXPOSED, now, Failures.NONE, true));
    }

    /** What was to die later, or is tried again later, is tried now. */
    private static Key exposed(Key key, Instant now) {
        return key.edit().exposed(now).death(Failures.NONE).done();
    }

    private static boolean covered(Key key, int through) {
        return switch (key.state()) {
            case Current, Previous, Revoking -> key.revision() <= through && !key.setAside();
            case Issued -> false;
        };
    }

    /** A run that has not published yet answers the token, too. */
    static Ledger join(Ledger ledger, String token, Instant now) {
        if (!ledger.unpublishedRun() || ledger.tokens().sawRotate(token)) {
            return ledger;
        }
        var edit = ledger.edit();
        var rotation = ledger.rotation();
        if (rotation != null && rotation.trigger() == Trigger.Schedule) {
            // Somebody asks for it now: it waits for no window any more.
            edit.rotation(rotation.upgraded(Trigger.Requested, Tokens.shown(token)));
        }
        return edit.tokens(ledger.tokens().withRotate(token))
                .request(new Request(Tokens.shown(token), Trigger.Requested, now, ledger.lastRevision(), null, null))
                .done();
    }
}
