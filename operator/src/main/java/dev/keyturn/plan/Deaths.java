package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When a key may die, and in which order condemned keys do. Never by a timer alone, and never the last good one of a living resource. */
public final class Deaths {

    /** So long a key that should be dead is asked about again and again before that is called unproved. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final Duration SLOWEST_POLL = Duration.ofHours(1);

    private Deaths() {}

    /** The replaced keys whose time has come, or when the next one's comes. While the Secret holds another value nothing is ready. */
    static Optional<Step> condemn(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        var held = seen.sink() instanceof SinkView.Ours ours
                && ours.holds().isPresent()
                && ours.holds().equals(ledger.current().map(Key::attempt));
        if (!held || !isRecorded(ledger)) {
            return Optional.empty();
        }
        var ready = new ArrayList<Key>();
        Step.@Nullable Wait next = null;
        for (var key : ledger.in(KeyState.Previous).toList()) {
            var notBefore = notBefore(ledger, key, seen.demand()).orElse(null);
            if (notBefore == null) {
                continue;
            }
            var denied = denied(ledger, key, seen.demand(), now).filter(until -> !until.isBefore(notBefore));
            if (seen.demand().suspend() && !key.exposed()) {
                next = new Step.Wait(
                        now.plus(Planner.LONGEST_WAIT), Reason.Suspended, "spec.suspend is true: nothing dies");
            } else if (denied.isPresent()) {
                next = earlier(next, Waits.outsideDeath(key, denied.get()));
            } else if (!now.isBefore(notBefore)) {
                ready.add(key);
            } else {
                next = earlier(next, Waits.overlap(key, notBefore));
            }
        }
        return ready.isEmpty() ? Optional.ofNullable(next) : Optional.of(new Step.Condemn(List.copyOf(ready)));
    }

    /** Whether the publication that is written down is the current key's: by an older one, pods that hold an older value would pass the gate. */
    public static boolean isRecorded(Ledger ledger) {
        var sink = ledger.sink();
        return sink != null
                && ledger.current()
                        .map(Key::attempt)
                        .filter(sink.attempt()::equals)
                        .isPresent();
    }

    private static Step.Wait earlier(Step.@Nullable Wait one, Step.Wait other) {
        return one == null || other.until().isBefore(one.until()) ? other : one;
    }

    /** Those of the keys whose time has come, gate apart. */
    public static List<Key> due(Ledger ledger, List<Key> keys, Demand demand, Instant now) {
        return keys.stream()
                .filter(key -> key.exposed() || !demand.suspend())
                .filter(key -> notBefore(ledger, key, demand)
                        .filter(at -> !now.isBefore(at))
                        .isPresent())
                .filter(key -> denied(ledger, key, demand, now).isEmpty())
                .toList();
    }

    /** Until when a Deny window holds the death of a key: of one that gave way to another by schedule alone. */
    private static Optional<Instant> denied(Ledger ledger, Key key, Demand demand, Instant at) {
        return key.exposed() || key.setAside() || !isScheduled(ledger, key)
                ? Optional.empty()
                : demand.calendar().windows().deniedUntil(at);
    }

    /** By what the key was replaced, as far back as that is known: what nobody is known to have asked for, nobody asked for. */
    private static boolean isScheduled(Ledger ledger, Key key) {
        return ledger.history().stream()
                .filter(turn -> turn.revision() > key.revision())
                .min(Comparator.comparingInt(Turn::revision))
                .map(turn -> turn.trigger() == Trigger.Schedule)
                .orElse(true);
    }

    /**
     * The instant before which the key does not die, gate apart; empty while no key of the same or a later revision was verified,
     * published and read back.
     */
    public static Optional<Instant> notBefore(Ledger ledger, Key key, Demand demand) {
        var successor = ledger.current()
                .filter(current -> current.readBackAt() != null)
                .filter(current -> current.revision() >= key.revision());
        if (key.state() != KeyState.Previous || successor.isEmpty()) {
            return Optional.empty();
        }
        var readBackAt = successor.get().readBackAt();
        var replacedAt = key.replacedAt();
        if (readBackAt == null || replacedAt == null || key.exposed() || key.setAside()) {
            return Optional.ofNullable(readBackAt);
        }
        var over = laterOf(replacedAt, firstAfter(ledger, key, readBackAt)).plus(demand.overlap());
        return Optional.of(denied(ledger, key, demand, over).orElse(over));
    }

    private static Instant firstAfter(Ledger ledger, Key key, Instant otherwise) {
        return ledger.keys().stream()
                .filter(later -> later.revision() >= key.revision() && !later.equals(key))
                .flatMap(later -> Optional.ofNullable(later.readBackAt()).stream())
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    private static Instant laterOf(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * A question for each condemned key: exposed ones first, then older ones, each with backoff of its own.
     *
     * @param control to show that the provider still accepts keys; of use only where it is asked by the same route
     */
    static List<Supplier<Optional<Step>>> revoke(Ledger ledger, Optional<Key> control, Instant now) {
        return ledger.in(KeyState.Revoking)
                .sorted(Comparator.comparing((Key key) -> !key.exposed()))
                .<Supplier<Optional<Step>>>map(key -> () -> Optional.of(
                        key.stays() || InPlaceTurns.isLast(key, ledger.keys(), control.orElse(null))
                                ? new Step.Leave(key)
                                : revoke(key, control, now)))
                .toList();
    }

    /** Whether a key that leaves this ledger does so alive: nothing ends the last value of a record that stays, nor what was to stay. */
    public static boolean leavesAlive(Ledger before, Key key) {
        return key.stays() || InPlaceTurns.isLast(key, before.keys(), null);
    }

    private static Step revoke(Key key, Optional<Key> control, Instant now) {
        if (key.death().holds(now)) {
            return Waits.dying(key);
        }
        return new Step.Revoke(
                key,
                control.filter(Key::withMaterial)
                        .filter(other -> other.kind().equals(key.kind())
                                && other.place().endpoint().equals(key.place().endpoint())));
    }

    /**
     * A key that only a person ends, and has not ended yet. Past its time that is a failure each time it has become twice as late:
     * then it is told once more.
     *
     * @param why it could not be told, if that is so
     */
    public static Outcome asked(Key key, Optional<String> why, Limits limits, Instant now) {
        var condemnedAt = key.condemnedAt();
        var poll = pollAfter(key, now);
        if (key.death().reason() == Reason.ProviderDisagrees) {
            // The one that is in use works again: what was said of it is taken back.
            return new Outcome.Failed(Reason.AwaitingDeletion, Optional.of(poll));
        }
        if (condemnedAt != null
                && !now.isBefore(HandOffs.reminder(condemnedAt, key.death().count(), limits))) {
            return new Outcome.Failed(Reason.Overdue, Optional.of(poll));
        }
        return new Outcome.Blocked(
                Reason.AwaitingDeletion,
                why.orElse("the old value is to be ended by a person, and is still accepted"),
                Optional.of(poll));
    }

    /** The provider accepts the key and refuses the one that replaced it: the wrong one was ended, and this one is to stay for now. */
    public static Outcome wrongOneEnded(Key key, Instant now) {
        var poll = Optional.of(pollAfter(key, now));
        return key.death().reason() == Reason.ProviderDisagrees
                ? new Outcome.Blocked(Reason.ProviderDisagrees, Words.ofDeath(key), poll)
                : new Outcome.Failed(Reason.ProviderDisagrees, poll);
    }

    /** At a minute, slowing to an hour with the time that has gone by. */
    public static Duration pollAfter(Key key, Instant now) {
        var condemnedAt = key.condemnedAt();
        return condemnedAt == null ? POLL : pollAfter(condemnedAt, now);
    }

    /** The same of whatever a person was asked for. */
    public static Duration pollAfter(Instant asked, Instant now) {
        var part = Duration.between(asked, now).dividedBy(4);
        if (part.compareTo(POLL) < 0) {
            return POLL;
        }
        return part.compareTo(SLOWEST_POLL) > 0 ? SLOWEST_POLL : part;
    }

    /**
     * What a probe of a revoked key that did not prove its death amounts to.
     *
     * @param reason why it proved nothing; empty: the key was still accepted
     */
    public static Outcome unproved(Key key, Optional<Reason> reason, Optional<Duration> retryAfter, Instant now) {
        var condemnedAt = key.condemnedAt();
        var held = key.death().count() == 0 ? key.death().retryAt() : null;
        var since = condemnedAt != null && held != null ? laterOf(condemnedAt, held) : condemnedAt;
        if (since != null && now.isBefore(since.plus(PATIENCE))) {
            return new Outcome.Blocked(
                    Reason.Proving,
                    reason.map(why -> "the proof of death met " + why)
                            .orElse("the revoked key is still accepted by the provider"),
                    Optional.of(retryAfter.orElse(SOON)));
        }
        return new Outcome.Failed(reason.orElse(Reason.RevocationUnproved), retryAfter);
    }
}
