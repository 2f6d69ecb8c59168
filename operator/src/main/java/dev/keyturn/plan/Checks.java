package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the value in use is asked about: somebody may have ended it at the provider, and no workload says so to us. */
public final class Checks {

    private Checks() {}

    /**
     * The check that is due, or when the next one is. Each target has an instant of its own in each {@code checkEvery}, so that a fleet is
     * asked about evenly, and a restart asks about nobody but those whose instant has come since.
     */
    static Optional<Step> owed(Observation.Claimed seen, Instant now) {
        var every = seen.limits().checkEvery();
        var current = seen.ledger().current().filter(key -> isChecked(seen, key));
        if (every.isZero() || current.isEmpty() || seen.account() instanceof AccountView.Blocked) {
            return Optional.empty();
        }
        var key = current.get();
        if (seen.memo().rejected().contains(key.attempt())) {
            return Optional.empty();
        }
        var slot = slot(seen.demand().target(), every, now);
        var known =
                key.readBackAt() != null && key.readBackAt().isAfter(seen.memo().checkedAt())
                        ? key.readBackAt()
                        : seen.memo().checkedAt();
        return Optional.of(
                known.isBefore(slot) ? new Step.Check(key) : new Step.Wait(slot.plus(every), Reason.Settled, ""));
    }

    /** What turns in place is looked at more often, and the account's own token whenever it is used. */
    private static boolean isChecked(Observation.Claimed seen, Key key) {
        return key.published()
                && key.withMaterial()
                && !key.inPlace()
                && !seen.turning().feeds();
    }

    /** The last of the target's instants. */
    static Instant slot(Target target, Duration every, Instant now) {
        var offset = Share.of(target).of(every).toMillis();
        var length = every.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli() - offset, length) * length + offset);
    }

    /** Whether a key is being made in place of one that was ended at the provider. */
    public static boolean heals(Ledger ledger) {
        var rotation = ledger.rotation();
        return rotation != null
                && rotation.trigger() == Trigger.Rejected
                && ledger.unpublishedRun()
                && ledger.handOff() == null
                && ledger.keys().stream().noneMatch(Key::inPlace);
    }
}
