package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a run that has begun goes on: from the intent to the value in the Secret, and how the value there is kept right. */
final class Running {

    /** A Secret that somebody else keeps changing is put right so often, no more. */
    private static final Duration DRIFT_PAUSE = Duration.ofSeconds(10);

    private Running() {}

    /** A later value that is to be found out about first. */
    static Optional<Step> unknown(Observation.Claimed seen) {
        return LaterValue.in(seen.sink(), seen.ledger(), seen.memo().dismissed())
                .map(Step.class::cast);
    }

    /** The call of an intent of one's own; one of somebody else is waited for. */
    static Optional<Step> intent(Observation.Claimed seen, Instant now) {
        var intent = seen.ledger().intent();
        if (intent == null) {
            return Optional.empty();
        }
        if (InPlaceTurns.isOpen(seen.ledger()) && !isToBegin(seen, intent, now)) {
            return Optional.of(InPlaceTurns.open(seen, intent));
        }
        var mine = seen.memo().mine().contains(intent.attempt());
        if (mine
                && now.isBefore(intent.deadline())
                && intent.revision() > seen.ledger().lastRevision()) {
            return Optional.of(new Step.Issue(intent));
        }
        return held(seen, now)
                ? Optional.of(new Step.Wait(
                        intent.holdUntil(),
                        Reason.Issuing,
                        "a key is being made by a call whose answer is not recorded yet; it is waited for until "
                                + Words.at(intent.holdUntil())))
                : Optional.empty();
    }

    private static boolean isToBegin(Observation.Claimed seen, Intent intent, Instant now) {
        return seen.memo().mine().contains(intent.attempt()) && now.isBefore(intent.deadline());
    }

    /** Whether the intent in the ledger may still be acted on by whoever wrote it; one's own call does not begin after the deadline. */
    static boolean held(Observation.Claimed seen, Instant now) {
        var intent = seen.ledger().intent();
        return intent != null
                && now.isBefore(seen.memo().mine().contains(intent.attempt()) ? intent.deadline() : intent.holdUntil());
    }

    /** The key in hand, where its value stands in the Secret already though no ledger says so. */
    static Optional<Key> delivered(Ledger ledger, SinkView sink) {
        return sink instanceof SinkView.Ours ours
                ? ours.holds().flatMap(ledger::key).filter(key -> key.state() == KeyState.Issued)
                : Optional.empty();
    }

    /** A key that was made is proved, then published. */
    static Optional<Step> issued(Observation.Claimed seen, Instant now) {
        if (unknown(seen).isPresent()) {
            return Optional.empty();
        }
        return seen.ledger().issued().map(key -> {
            var failures = seen.ledger().failures();
            var blocked = seen.turning().blocking(seen.account(), key);
            if (blocked.isPresent()) {
                return new Step.Halt(blocked.get().reason(), blocked.get().detail());
            }
            if (seen.sink() instanceof SinkView.Refused(var reason, var detail)) {
                return new Step.Halt(reason, detail);
            }
            // A value that was turned in place is the living one: until it is published, what is published is dead.
            if (seen.demand().suspend() && !key.inPlace() && !exposureRuns(seen.ledger())) {
                return suspended(now);
            }
            var window = scheduleRuns(seen.ledger()) && !key.inPlace() && !key.delivered()
                    ? Schedule.heldUntil(seen.ledger(), seen.demand(), now)
                    : Optional.<Instant>empty();
            if (window.isPresent()) {
                return Waits.outsideWindow(window.get());
            }
            if (failures.holds(now)) {
                return Waits.backingOff(failures);
            }
            return seen.memo().proved().contains(key.attempt()) ? new Step.Publish(key) : new Step.Verify(key);
        });
    }

    static Step suspended(Instant now) {
        return new Step.Wait(
                now.plus(Planner.LONGEST_WAIT),
                Reason.Suspended,
                "spec.suspend is true: nothing turns until it is false");
    }

    static boolean exposureRuns(Ledger ledger) {
        return ledger.rotation() != null && ledger.rotation().trigger() == Trigger.Exposure;
    }

    private static boolean scheduleRuns(Ledger ledger) {
        return ledger.rotation() != null && ledger.rotation().trigger() == Trigger.Schedule;
    }

    /**
     * The Secret holds the current value, and nothing of what is ours in it differs. That holds while a new key is being proved, too;
     * only a later value that stands there already is left alone.
     */
    static Optional<Step> secret(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        if (ledger.current().isEmpty() || unknown(seen).isPresent()) {
            return Optional.empty();
        }
        var current = ledger.current().get();
        if (seen.account() instanceof AccountView.Blocked(var reason, var detail)
                && reason == Reason.AccountNotGranted) {
            return Optional.of(new Step.Halt(reason, detail));
        }
        return switch (seen.sink()) {
            case SinkView.Absent _, SinkView.Consenting _ -> Optional.of(new Step.Publish(current));
            case SinkView.Refused(var reason, var detail) -> Optional.of(new Step.Halt(reason, detail));
            case SinkView.Silent(var detail) -> Optional.of(new Step.Halt(Reason.NotAdoptable, detail));
            case SinkView.Ours ours -> putRight(ledger, ours, current, now);
        };
    }

    private static Optional<Step> putRight(Ledger ledger, SinkView.Ours ours, Key current, Instant now) {
        var later =
                ours.holds().flatMap(ledger::key).filter(key -> key.revision() > current.revision() && !key.doomed());
        if (later.isPresent()) {
            return Optional.empty();
        }
        var sink = ledger.sink();
        if (sink == null || !sink.attempt().equals(current.attempt())) {
            return Optional.of(new Step.Publish(current));
        }
        if (ours.exact()) {
            return Optional.empty();
        }
        var again = sink.readBackAt().plus(DRIFT_PAUSE);
        return Optional.of(
                now.isBefore(again)
                        ? new Step.Wait(again, Reason.Publishing, "the Secret differs and is put right in a moment")
                        : new Step.Publish(current));
    }

    /**
     * The ledger without the condemned keys that have to wait: while the Secret still holds a value, and nothing stands there in its
     * place, that value lives; so does one that stands there as the one before, or may. An exposed one does not wait.
     */
    static Ledger revocable(Observation.Claimed seen) {
        var ledger = PreviousValue.withoutStanding(seen);
        return seen.sink() instanceof SinkView.Ours ours
                ? ours.holds()
                        .flatMap(ledger::key)
                        .filter(key -> !key.exposed())
                        .map(key -> ledger.edit().remove(key.attempt()).done())
                        .orElse(ledger)
                : ledger;
    }
}
