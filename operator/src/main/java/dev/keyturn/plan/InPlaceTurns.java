package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record that was there before and stays, and whose value is replaced: when the new one is there the old one is dead. So there is no
 * overlap and no gate, nothing is ever revoked, and a value that somebody else has put there is taken in and not answered by another turn.
 */
final class InPlaceTurns {

    private InPlaceTurns() {}

    /** Before anything else: how far a program gets. Without an account that can be worked with there is nobody to ask. */
    static Optional<Step> way(Observation.Claimed seen) {
        return seen.turning().isUnknown() && seen.account() instanceof AccountView.Usable
                ? Optional.of(new Step.FindOut())
                : Optional.empty();
    }

    /** The first value is the one that the record has; nothing is turned for it. */
    static Step first(Turning turning, Trigger trigger, int revision, Memo memo) {
        return switch (turning.way().orElse(null)) {
            case null -> new Step.FindOut();
            case Api, Bridge -> new Step.Look(trigger, memo.freshAttempt(), memo.freshRotation(), null);
            case Delivery -> new Step.Ask(trigger, null, revision, memo.freshRotation());
        };
    }

    /** Whether what came of a call is not known: no other one is made before the record was looked at. */
    static boolean isOpen(Ledger ledger) {
        var intent = ledger.intent();
        return intent != null && intent.record() != null && intent.revision() > ledger.lastRevision();
    }

    /** The call may have had its effect, or may have it yet: however calmly the record was looked at before, now it is at once. */
    static Step open(Observation.Claimed seen, Intent intent) {
        return new Step.Look(
                Trigger.Rejected, seen.memo().freshAttempt(), seen.memo().freshRotation(), intent.attempt());
    }

    /** A person was asked to have the value replaced, and the provider will show the new one. */
    static Optional<Step> awaited(Observation.Claimed seen, Instant now) {
        var handOff = seen.ledger().handOff();
        if (handOff == null || handOff.taken() != null) {
            return HandOffs.next(seen, now);
        }
        return HandOffs.held(seen, now)
                .or(() -> now.isBefore(HandOffs.reminder(handOff.askedAt(), handOff.reminders(), seen.limits()))
                        ? Optional.of(look(seen, Trigger.Rejected))
                        : Optional.of(new Step.Remind()));
    }

    /** Somebody else may have had the value replaced. */
    static Optional<Step> drift(Observation.Claimed seen) {
        var ledger = seen.ledger();
        var looks = seen.turning().ofRecord()
                && !seen.turning().isUnknown()
                && seen.account() instanceof AccountView.Usable
                && ledger.issued().isEmpty()
                && (ledger.handOff() == null ? ledger.current().isPresent() : mayBeSpared(seen, ledger.handOff()))
                && !isOpen(ledger);
        return looks ? Optional.of(look(seen, Trigger.Rejected)) : Optional.empty();
    }

    /** A deployment is upgraded, and then need not wait for a person who brings the value: to look is to find that out. */
    private static boolean mayBeSpared(Observation.Claimed seen, HandOff handOff) {
        return handOff.taken() == null
                && !seen.turning().isShown()
                && seen.demand().pinned().isEmpty();
    }

    private static Step look(Observation.Claimed seen, Trigger trigger) {
        return new Step.Look(trigger, seen.memo().freshAttempt(), seen.memo().freshRotation(), null);
    }

    /** The value that the record has is the next revision: of the run that waits for one, or of one that begins with it. */
    static Ledger shown(Ledger ledger, Trigger trigger, String id, Outcome.Shown shown, Limits limits, Instant now) {
        if (ledger.issued().isPresent()
                || ledger.hasHeld(shown.fingerprint())
                || ledger.key(shown.attempt()).isPresent()) {
            return ledger;
        }
        var running = ledger.rotation();
        var rotation = running != null && ledger.unpublishedRun()
                ? running
                : new Rotation(id, trigger, null, ledger.lastRevision() + 1, now, 1);
        var edit = ledger.edit()
                .rotation(rotation)
                .place(shown.place())
                .failures(Failures.NONE)
                .add(key(ledger, shown, rotation.revision(), now));
        if (ledger.intent() != null) {
            edit.intent(null).sweepUntil(now.plus(limits.sweepFor()));
        }
        var handOff = ledger.handOff();
        if (handOff != null && handOff.taken() == null) {
            edit.handOff(handOff.taking(new HandOff.Taken(shown.attempt(), shown.fingerprint())));
        }
        return edit.done();
    }

    private static Key key(Ledger ledger, Outcome.Shown shown, int revision, Instant now) {
        return Key.made(
                shown.attempt(),
                ledger.owner().kind(),
                shown.place(),
                shown.id(),
                Key.IN_PLACE,
                revision,
                true,
                shown.fingerprint(),
                now,
                null);
    }

    /** The call had no effect, and can have none any more; the next one is made at once the first time. */
    static Ledger unchanged(Ledger ledger, Limits limits, Instant now) {
        var intent = ledger.intent();
        return intent == null || intent.record() == null || now.isBefore(intent.holdUntil())
                ? ledger
                : ledger.edit()
                        .intent(null)
                        .unaccounted(true)
                        .sweepUntil(now.plus(limits.sweepFor()))
                        .failures(Backoff.after(
                                ledger.failures(),
                                Reason.ProviderUnavailable,
                                Beginnings.atOnceTheFirstTime(ledger, Optional.empty()),
                                intent.attempt(),
                                now))
                        .done();
    }

    /** What the current value has replaced is dead by that, and remains to be proved so. */
    static Ledger succeeded(Ledger ledger, Instant now) {
        var current = ledger.current().filter(Key::published).orElse(null);
        return current == null || ledger.in(KeyState.Previous).noneMatch(current::succeeds)
                ? ledger
                : ledger.edit()
                        .keys(key -> key.state() == KeyState.Previous && current.succeeds(key)
                                ? key.edit().condemned(now).done()
                                : key)
                        .done();
    }

    /** Whether no later value of its record is known: it lives as long as the record does. */
    static boolean isLast(Key key, List<Key> known, @Nullable Key control) {
        return key.inPlace()
                && Stream.concat(known.stream(), Stream.ofNullable(control))
                        .filter(Objects::nonNull)
                        .noneMatch(other -> other.succeeds(key) && !key.succeeds(other));
    }
}
