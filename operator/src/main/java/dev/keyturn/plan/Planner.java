package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What to do next about a credential, as a pure function of what was observed and the instant. Every rule of when a key turns,
 * waits and dies is found from here.
 */
public final class Planner {

    /** Nothing waits longer without being looked at again: long timers pile up in the framework's queue. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Planner() {}

    /** The one step that the observation asks for. */
    public static Step next(Observation observation, Instant now) {
        return switch (observation) {
            case Observation.Suspect suspect -> new Step.Halt(Reason.ForeignInstallation, suspect.detail());
            case Observation.Deleting deleting -> deletion(deleting, now);
            case Observation.Unusable unusable -> unusable(unusable, now);
            case Observation.Unclaimed unclaimed ->
                new Agenda(unclaimed.memo(), now).decide(List.of(() -> Optional.of(Beginning.first(unclaimed, now))));
            case Observation.Claimed claimed -> claimed(claimed, now);
            case Observation.Orphaned orphaned -> Orphans.next(orphaned, now);
        };
    }

    private static Step deletion(Observation.Deleting deleting, Instant now) {
        var ours = deleting.ledger()
                .filter(ledger ->
                        ledger.owner().uid().equals(deleting.resource().owner().uid()))
                .filter(ledger -> switch (ledger.standing()) {
                    case Living, Unowned -> true;
                    case Released, Retained -> false;
                });
        return new Agenda(deleting.memo(), now)
                .decide(List.of(
                        () -> Optional.of(ours.isPresent() ? new Step.Release(deleting.policy()) : new Step.LetGo())));
    }

    /** What is condemned goes on dying, whatever the spec says by now; nothing else is done without knowing what is wanted. */
    private static Step unusable(Observation.Unusable unusable, Instant now) {
        var questions = new ArrayList<Supplier<Optional<Step>>>();
        unusable.ledger()
                .filter(ledger ->
                        ledger.owner().uid().equals(unusable.resource().owner().uid()))
                .ifPresent(ledger -> {
                    questions.add(() -> exposure(unusable.resource(), ledger, Optional.empty()));
                    questions.addAll(Deaths.revoke(PreviousValue.withoutShown(ledger), ledger.current(), now));
                });
        questions.add(() -> Optional.of(new Step.Halt(Reason.InvalidSpec, unusable.detail())));
        return new Agenda(unusable.memo(), now).decide(questions);
    }

    private static Step claimed(Observation.Claimed seen, Instant now) {
        var ledger = seen.ledger();
        var agenda = new Agenda(seen.memo(), now);
        var notOurs = Ownership.check(seen.resource(), ledger);
        if (notOurs.isPresent()) {
            return agenda.decide(List.of(() -> notOurs));
        }
        var questions = new ArrayList<Supplier<Optional<Step>>>();
        questions.add(() -> FutureInstants.wrong(ledger, seen.memo(), now));
        questions.add(() -> Running.unknown(seen));
        questions.add(() -> exposure(
                seen.resource(),
                ledger,
                seen.turning().delivery() instanceof DeliveryView.Filled(var fingerprint)
                        ? Optional.of(fingerprint)
                        : Optional.empty()));
        questions.add(() -> PreviousValue.takeOut(seen));
        questions.add(() -> joinOrCatchUp(seen));
        questions.add(() -> ledger.current().flatMap(_ -> Schedule.changed(ledger, seen.demand())));
        questions.add(() -> Running.intent(seen, now));
        questions.add(() -> InPlaceTurns.way(seen));
        questions.add(() -> handedOff(seen, now));
        questions.add(() -> Running.issued(seen, now));
        questions.add(() -> Running.secret(seen, now));
        questions.add(() -> Restarts.next(seen, now));
        questions.add(() -> Beginning.again(seen, now));
        questions.add(() -> Deaths.condemn(seen, now));
        questions.addAll(Deaths.revoke(Running.revocable(seen), ledger.current(), now));
        questions.add(() -> InPlaceTurns.drift(seen));
        questions.add(() -> Checks.owed(seen, now));
        questions.add(() -> compare(seen, now));
        questions.add(() -> Optional.of(settled(seen, now)));
        return agenda.decide(questions);
    }

    /** Where the API turns after all what a person was asked to have turned, nobody waits for the person any more. */
    private static Optional<Step> handedOff(Observation.Claimed seen, Instant now) {
        if (seen.turning().isUnknown() || Beginning.waitsForNobody(seen)) {
            return Optional.empty();
        }
        return seen.turning().isShown() ? InPlaceTurns.awaited(seen, now) : HandOffs.next(seen, now);
    }

    private static Optional<Step> exposure(Resource resource, Ledger ledger, Optional<String> lying) {
        return Optional.ofNullable(resource.exposed())
                .filter(token -> !ledger.tokens().sawExposed(token))
                .map(token -> new Step.RecordExposure(token, lying));
    }

    private static Optional<Step> joinOrCatchUp(Observation.Claimed seen) {
        var ledger = seen.ledger();
        if (ledger.behind()) {
            return Optional.of(new Step.CatchUp());
        }
        return Optional.ofNullable(seen.resource().rotate())
                .filter(token -> ledger.unpublishedRun() && !ledger.tokens().sawRotate(token))
                .filter(_ -> Running.delivered(ledger, seen.sink()).isEmpty())
                .map(Step.JoinRun::new);
    }

    private static Optional<Step> compare(Observation.Claimed seen, Instant now) {
        // Of what people make, and of values of one record, there is no list to compare with.
        var listed = seen.ledger().keys().stream().anyMatch(key -> !key.handedOver() && !key.inPlace());
        if ((!listed && (seen.turning().byHand() || seen.turning().ofRecord()))
                || (seen.ledger().keys().isEmpty() && seen.ledger().place() == null)) {
            return Optional.empty();
        }
        return Comparisons.owed(seen.ledger().sweepUntil(), seen.memo(), seen.limits(), now);
    }

    private static Step settled(Observation.Claimed seen, Instant now) {
        var until = now.plus(LONGEST_WAIT);
        var sweepUntil = seen.ledger().sweepUntil();
        return sweepUntil == null
                        || seen.turning().ofRecord()
                        || !seen.ledger().unaccounted()
                        || seen.memo()
                                .comparedAt()
                                .filter(at -> !at.isBefore(sweepUntil))
                                .isPresent()
                ? new Step.Wait(until, Reason.Settled, "")
                : new Step.Wait(
                        until,
                        Reason.Sweeping,
                        "what came of an attempt is not known; at " + Words.at(sweepUntil)
                                + " the provider's list is searched for a key that it may have made");
    }
}
