package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What becomes of a keyring that has no resource any more. */
final class Orphans {

    /** So long a newer key waits as the control for the deaths of older ones; after that the list has to prove both. */
    private static final Duration CONTROL_KEPT = Duration.ofMinutes(10);

    private Orphans() {}

    static Step next(Observation.Orphaned seen, Instant now) {
        var wrong = FutureInstants.wrong(seen.ledger(), seen.memo(), now);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return new Agenda(seen.memo(), now)
                .decide(
                        switch (seen.ledger().standing()) {
                            case Living, Unowned -> List.of(() -> Optional.of(ownerless(seen, now)));
                            case Retained -> behind(retained(seen, now), seen.ledger(), now);
                            case Released -> released(seen, now);
                        });
    }

    /** One thing after the other: nothing is condemned before the delay is over, nothing of it dies before the Secret is gone, and the keyring goes last. */
    private static List<Supplier<Optional<Step>>> released(Observation.Orphaned seen, Instant now) {
        var ledger = seen.ledger();
        var first = delay(seen, now)
                .or(() -> held(ledger, now))
                .or(() -> condemn(ledger))
                .or(() -> unpublish(ledger));
        if (first.isPresent()) {
            return behind(first.get(), ledger, now);
        }
        var questions = new ArrayList<>(revoke(ledger, now));
        questions.add(() -> sweep(seen, now)
                .or(() -> ledger.keys().isEmpty() ? Optional.of(new Step.Discard()) : Optional.empty()));
        return questions;
    }

    /**
     * What was condemned while there was a resource goes on dying behind what comes first, as long as another value is what is
     * published: neither a delay that forgives nor a word to retain the key in use is one for those before it.
     */
    private static List<Supplier<Optional<Step>>> behind(Step first, Ledger ledger, Instant now) {
        var questions = new ArrayList<Supplier<Optional<Step>>>();
        questions.add(() -> Optional.of(first));
        var sink = ledger.sink();
        ledger.current()
                .filter(current -> sink != null && sink.attempt().equals(current.attempt()))
                .ifPresent(current ->
                        questions.addAll(Deaths.revoke(PreviousValue.withoutShown(ledger), Optional.of(current), now)));
        return questions;
    }

    private static Step ownerless(Observation.Orphaned seen, Instant now) {
        if (!seen.ownerGone()) {
            return new Step.Wait(now.plus(Planner.LONGEST_WAIT), Reason.Settled, "");
        }
        if (seen.releaseAsked()) {
            return new Step.Release(DeletionPolicy.Revoke);
        }
        return seen.ledger().standing() == Standing.Living
                ? new Step.MarkUnowned()
                : new Step.Wait(
                        now.plus(Planner.LONGEST_WAIT),
                        Reason.Conflict,
                        "unowned: waits for its resource or a release");
    }

    private static Step retained(Observation.Orphaned seen, Instant now) {
        return seen.releaseAsked()
                ? new Step.Release(DeletionPolicy.Revoke)
                : new Step.Wait(now.plus(Planner.LONGEST_WAIT), Reason.Settled, "retained");
    }

    private static Optional<Step> delay(Observation.Orphaned seen, Instant now) {
        var until = seen.ledger().standingSince().plus(seen.limits().deletionDelay());
        return now.isBefore(until)
                ? Optional.of(new Step.Wait(until, Reason.Revoking, "the delay that forgives a deletion by mistake"))
                : Optional.empty();
    }

    /** Somebody may still be issuing a key; it is waited for, so that it is not missed. */
    private static Optional<Step> held(Ledger ledger, Instant now) {
        return Optional.ofNullable(ledger.intent())
                .filter(intent -> now.isBefore(intent.holdUntil()))
                .map(intent -> new Step.Wait(intent.holdUntil(), Reason.Issuing, ""));
    }

    /** An intent that nobody may act on any more goes with it: the sweep that it leaves behind finds what became of it. */
    private static Optional<Step> condemn(Ledger ledger) {
        return ledger.intent() == null && ledger.keys().stream().allMatch(key -> key.state() == KeyState.Revoking)
                ? Optional.empty()
                : Optional.of(new Step.CondemnAll());
    }

    private static Optional<Step> unpublish(Ledger ledger) {
        return ledger.sink() == null ? Optional.empty() : Optional.of(new Step.Unpublish());
    }

    /** Older ones first, with the newest as the control; the last one has the list as its proof. */
    private static List<Supplier<Optional<Step>>> revoke(Ledger ledger, Instant now) {
        var newest = ledger.in(KeyState.Revoking)
                .filter(key -> key.withMaterial() && !key.setAside())
                .max(Comparator.comparing(Key::published)
                        .thenComparingInt(Key::revision)
                        .thenComparing(Key::issuedAt));
        if (ledger.keys().size() > 1 && newest.isPresent()) {
            var condemnedAt = newest.get().condemnedAt();
            if (condemnedAt != null && now.isBefore(condemnedAt.plus(CONTROL_KEPT))) {
                var others = ledger.edit().remove(newest.get().attempt()).done();
                return Deaths.revoke(others, newest, now);
            }
        }
        return Deaths.revoke(ledger, Optional.empty(), now);
    }

    private static Optional<Step> sweep(Observation.Orphaned seen, Instant now) {
        var sweepUntil = seen.ledger().sweepUntil();
        if (sweepUntil == null) {
            return Optional.empty();
        }
        if (now.isBefore(sweepUntil)) {
            return Optional.of(new Step.Wait(sweepUntil, Reason.Sweeping, "one comparison is owed"));
        }
        return seen.memo().comparedAt().filter(at -> !at.isBefore(sweepUntil)).isPresent()
                ? Optional.empty()
                : Optional.of(new Step.Compare());
    }
}
