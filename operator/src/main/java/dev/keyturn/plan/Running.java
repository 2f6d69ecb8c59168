package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a run that has begun goes on: from the intent to the value in the Secret, and how the value there is kept right. */
final class Running {

    /** A Secret that somebody else keeps changing is put right so often, no more. */
    private static final Duration DRIFT_PAUSE = Duration.ofSeconds(10);

    private Running() {}

    /** The call of an intent of one's own; one of somebody else is waited for. */
    static Optional<Step> intent(Observation.Claimed seen, Instant now) {
        var intent = seen.ledger().intent();
        if (intent == null) {
            return Optional.empty();
        }
        if (seen.memo().mine().contains(intent.attempt()) && now.isBefore(intent.deadline())) {
            return Optional.of(new Step.Issue(intent));
        }
        return held(seen, now)
                ? Optional.of(new Step.Wait(intent.holdUntil(), Reason.Issuing, ""))
                : Optional.empty();
    }

    /** Whether the intent in the ledger may still be acted on by whoever wrote it. */
    static boolean held(Observation.Claimed seen, Instant now) {
        var intent = seen.ledger().intent();
        return intent != null
                && !seen.memo().mine().contains(intent.attempt())
                && now.isBefore(intent.holdUntil());
    }

    /** A key that was made is proved, then published. */
    static Optional<Step> issued(Observation.Claimed seen, Instant now) {
        return seen.ledger().issued().map(key -> {
            var failures = seen.ledger().failures();
            if (seen.account() instanceof AccountView.Blocked(var reason, var detail)) {
                return new Step.Halt(reason, detail);
            }
            if (seen.sink() instanceof SinkView.Refused(var reason, var detail)) {
                return new Step.Halt(reason, detail);
            }
            if (seen.demand().suspend() && !exposureRuns(seen.ledger())) {
                return suspended(now);
            }
            if (failures.holds(now)) {
                return Waits.backingOff(failures);
            }
            return seen.memo().proved().contains(key.attempt()) ? new Step.Publish(key) : new Step.Verify(key);
        });
    }

    static Step suspended(Instant now) {
        return new Step.Wait(
                now.plus(Planner.LONGEST_WAIT), Reason.Suspended, "spec.suspend is true: nothing turns until it is false");
    }

    private static boolean exposureRuns(Ledger ledger) {
        return ledger.rotation() != null && ledger.rotation().trigger() == Trigger.Exposure;
    }

    /** The Secret holds the current value, and nothing of what is ours in it differs. */
    static Optional<Step> secret(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        if (ledger.current().isEmpty() || ledger.issued().isPresent()) {
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
            case SinkView.Ours ours -> putRight(seen, ours, current, now);
        };
    }

    private static Optional<Step> putRight(
            Observation.Claimed seen, SinkView.Ours ours, Key current, Instant now) {
        if (ours.exact()) {
            return Optional.empty();
        }
        var laterUnknown = ours.holds().isEmpty() && ours.stampedRevision() > current.revision();
        if (laterUnknown
                && ours.stampedKeyId()
                        .filter(id -> !seen.memo().dismissed().contains(id))
                        .isPresent()) {
            return Optional.of(new Step.Recognise(ours.stampedKeyId().get(), ours.stampedRevision()));
        }
        var sink = seen.ledger().sink();
        var again = sink == null ? now : sink.readBackAt().plus(DRIFT_PAUSE);
        return Optional.of(
                now.isBefore(again)
                        ? new Step.Wait(again, Reason.Publishing, "the Secret differs and is put right in a moment")
                        : new Step.Publish(current));
    }
}
