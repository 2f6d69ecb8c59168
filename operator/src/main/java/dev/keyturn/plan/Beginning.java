package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a new key is to be issued, why, and what holds it back. */
final class Beginning {

    /** A scheduled rotation waits while so many older published keys live. */
    private static final int MOST_OLDER_KEYS = 2;

    private static final int REFUSED_IN_A_ROW = 2;

    private Beginning() {}

    /** The first key of a target that nothing has claimed. */
    static Step first(Observation.Unclaimed seen, Instant now) {
        var blocked = seen.turning().blocking(seen.account());
        if (blocked.isPresent()) {
            return new Step.Halt(blocked.get().reason(), blocked.get().detail());
        }
        if (seen.sink() instanceof SinkView.Refused(var reason, var detail)) {
            return new Step.Halt(reason, detail);
        }
        if (seen.sink() instanceof SinkView.Silent(var detail)) {
            return HandMade.silent(seen, detail);
        }
        if (seen.demand().suspend()) {
            return Running.suspended(now);
        }
        var memo = seen.memo();
        var handMade = HandMade.first(seen.demand(), seen.sink(), memo);
        if (handMade.isPresent()) {
            return handMade.get();
        }
        if (seen.turning().ofRecord()) {
            return InPlaceTurns.first(seen.turning(), Trigger.Initial, 1, memo);
        }
        if (seen.turning().byHand()) {
            return new Step.Ask(Trigger.Initial, null, 1, memo.freshRotation());
        }
        return new Step.Begin(Trigger.Initial, null, 1, memo.freshAttempt(), memo.freshRotation(), true);
    }

    /** The next key, or the next attempt at one. */
    static Optional<Step> again(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        if (ledger.issued().isPresent()
                || (HandOffs.isOpen(ledger) && !waitsForNobody(seen))
                || Running.held(seen, now)
                || InPlaceTurns.isOpen(ledger)
                || seen.turning().isUnknown()
                || Running.unknown(seen).isPresent()) {
            return Optional.empty();
        }
        return due(seen, now).map(due -> held(seen, due, now).orElseGet(() -> begin(seen, due)));
    }

    /** A person was asked for what the API does by now. */
    static boolean waitsForNobody(Observation.Claimed seen) {
        var handOff = seen.ledger().handOff();
        return handOff != null
                && handOff.taken() == null
                && seen.turning().way().filter(Way.Api::equals).isPresent();
    }

    /**
     * A reason to turn.
     *
     * @param planned the instant from which it counts
     * @param at when it happens: then, or in a window after it
     */
    private record Due(Trigger trigger, @Nullable String token, Instant planned, Instant at) {
        Due(Trigger trigger, @Nullable String token, Instant at) {
            this(trigger, token, at, at);
        }
    }

    /** Order is meaning: the first that answers names the trigger. */
    private static Optional<Due> due(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        var current = ledger.current();
        if (current.filter(Key::exposed).isPresent()) {
            return Optional.of(new Due(Trigger.Exposure, null, now));
        }
        if (ledger.unpublishedRun()) {
            var rotation = ledger.rotation();
            return rotation == null ? Optional.empty() : Optional.of(resumed(seen, rotation, now));
        }
        if (current.isEmpty()) {
            var exposed = ledger.keys().stream().anyMatch(Key::exposed);
            return Optional.of(new Due(exposed ? Trigger.Exposure : Trigger.Initial, null, now));
        }
        var asked = seen.resource().rotate();
        if (asked != null && !ledger.tokens().sawRotate(asked)) {
            return Optional.of(new Due(Trigger.Requested, asked, now));
        }
        if (current.filter(key -> seen.memo().rejected().contains(key.attempt()))
                        .isPresent()
                || seen.turning().rejected(seen.account())
                || HandOffs.isWrongOneEnded(ledger)) {
            return Optional.of(new Due(Trigger.Rejected, null, now));
        }
        return current.filter(Key::published)
                .map(key -> Schedule.due(ledger, key, seen.demand(), now)
                        .map(due -> new Due(Trigger.Schedule, null, due.planned(), due.at()))
                        // Where nothing comes by itself, whatever else comes wakes the credential.
                        .orElse(new Due(Trigger.Schedule, null, now.plus(Planner.LONGEST_WAIT))));
    }

    private static Due resumed(Observation.Claimed seen, Rotation rotation, Instant now) {
        var window = rotation.trigger() == Trigger.Schedule
                ? Schedule.heldUntil(seen.ledger(), seen.demand(), now)
                : Optional.<Instant>empty();
        return new Due(rotation.trigger(), null, now, window.orElse(now));
    }

    /** What holds the rotation back, if anything does; the instant of a scheduled one included. */
    private static Optional<Step> held(Observation.Claimed seen, Due due, Instant now) {
        var ledger = seen.ledger();
        var exposure = due.trigger() == Trigger.Exposure;
        if (now.isBefore(due.planned())) {
            return Optional.of(new Step.Wait(due.planned(), Reason.Settled, ""));
        }
        var blocked = seen.turning().blocking(seen.account());
        if (blocked.isPresent()) {
            return blocked.map(what -> new Step.Halt(what.reason(), what.detail()));
        }
        if (seen.sink() instanceof SinkView.Refused(var reason, var detail)) {
            return Optional.of(new Step.Halt(reason, detail));
        }
        if (seen.demand().suspend() && !exposure) {
            return Optional.of(Running.suspended(now));
        }
        if (now.isBefore(due.at())) {
            return Optional.of(Waits.outsideWindow(due.at()));
        }
        if (ledger.failures().holds(now)) {
            return Optional.of(Waits.backingOff(ledger.failures()));
        }
        if (ledger.refusedInARow() >= REFUSED_IN_A_ROW) {
            var recheck = recheck(ledger);
            if (recheck.isPresent()) {
                return recheck;
            }
        }
        if (due.trigger() == Trigger.Schedule && olderPublished(ledger) >= MOST_OLDER_KEYS) {
            return Optional.of(new Step.Wait(
                    now.plus(Planner.LONGEST_WAIT),
                    Reason.WaitingForConsumers,
                    "two older keys still live; the next scheduled rotation waits for the death of one"));
        }
        // What a person is asked for is not made by asking.
        return seen.turning().byHand()
                ? Optional.empty()
                : capped(
                        ledger,
                        exposure
                                ? seen.limits().emergencyKeysPerDay()
                                : seen.limits().keysPerDay(),
                        now);
    }

    /** Two new keys in a row were refused: nothing more is issued until the provider accepts one of them, or none of them is left. */
    private static Optional<Step> recheck(Ledger ledger) {
        return ledger.in(KeyState.Previous)
                .filter(key -> key.setAside() && key.withMaterial())
                .max(Comparator.comparing(Key::issuedAt))
                .map(Step.Verify::new);
    }

    private static long olderPublished(Ledger ledger) {
        return ledger.keys().stream()
                .filter(key -> key.published() && key.state() != KeyState.Current)
                .count();
    }

    private static Optional<Step> capped(Ledger ledger, int cap, Instant now) {
        var yesterday = now.minus(Duration.ofHours(24));
        var counted = ledger.attemptedAt().stream()
                .filter(at -> at.isAfter(yesterday))
                .sorted()
                .toList();
        return counted.size() < cap
                ? Optional.empty()
                : Optional.of(new Step.Wait(
                        cap < 1
                                ? now.plus(Planner.LONGEST_WAIT)
                                : counted.get(counted.size() - cap).plus(Duration.ofHours(24)),
                        Reason.CapReached,
                        "the operator's configuration allows " + cap + (cap == 1 ? " new key" : " new keys")
                                + " in 24 hours, and no more"));
    }

    private static Step begin(Observation.Claimed seen, Due due) {
        var ledger = seen.ledger();
        var handMade = HandMade.first(seen);
        if (handMade.isPresent()) {
            return handMade.get();
        }
        if (seen.turning().ofRecord() && ledger.current().isEmpty()) {
            return InPlaceTurns.first(seen.turning(), due.trigger(), ledger.lastRevision() + 1, seen.memo());
        }
        if (seen.turning().byHand()) {
            return new Step.Ask(
                    due.trigger(),
                    due.token(),
                    ledger.lastRevision() + 1,
                    seen.memo().freshRotation());
        }
        var untouched = ledger.keys().isEmpty()
                && ledger.lastRevision() == 0
                && ledger.attemptedAt().isEmpty();
        return new Step.Begin(
                due.trigger(),
                due.token(),
                ledger.lastRevision() + 1,
                seen.memo().freshAttempt(),
                seen.memo().freshRotation(),
                untouched);
    }
}
