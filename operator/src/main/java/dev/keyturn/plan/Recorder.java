package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger says after a step: a pure function of the ledger before, the step, its outcome and the instant. An outcome that
 * changes nothing leaves the ledger equal to what it was, and then nothing is written.
 */
public final class Recorder {

    /** A list that did not have a key is asked once more after so long. */
    public static final Duration LIST_AGAIN = Duration.ofSeconds(2);

    private Recorder() {}

    /** The ledger of a target that nothing had claimed, with its first intent. */
    public static Ledger first(Observation.Unclaimed seen, Step step, Outcome.Clear clear, Instant now) {
        var ledger = Ledger.begin(seen.resource(), seen.demand(), now);
        return switch (step) {
            case Step.Begin begin -> Beginnings.begin(ledger, begin, clear, seen.limits(), now);
            case Step.Ask ask -> HandOffs.ask(ledger, ask, clear, now);
            case Step.BeginWith _ -> ledger.edit().place(clear.place()).done();
            case Step.Look look ->
                ledger.edit()
                        .place(clear.place())
                        .rotation(new Rotation(look.rotation(), look.trigger(), null, 1, now, 1))
                        .done();
            default -> throw new IllegalArgumentException("nothing begins with " + step.topic());
        };
    }

    /** The ledger after a comparison found a living key that bears the keyring's name; equal to before where it is known. */
    public static Ledger found(Ledger ledger, Key key, Instant now) {
        return Findings.takeUp(ledger, key, now);
    }

    /**
     * The ledger after a step of a resource.
     *
     * @param ledger the newest version, which need not be the one that the step was planned on
     */
    public static Ledger after(
            Ledger ledger,
            Resource resource,
            Demand demand,
            SinkView sink,
            Limits limits,
            Step step,
            Outcome outcome,
            Instant now) {
        var next = InPlaceTurns.succeeded(recorded(ledger, resource, demand, sink, limits, step, outcome, now), now);
        return isTurned(ledger, next)
                ? next.edit().policy(Policy.of(demand, now)).done()
                : next;
    }

    /** Another key is in use: it is due by what was asked for when it came. */
    private static boolean isTurned(Ledger before, Ledger after) {
        var current = after.current().map(Key::attempt);
        return current.isPresent() && !current.equals(before.current().map(Key::attempt));
    }

    private static Ledger recorded(
            Ledger ledger,
            Resource resource,
            Demand demand,
            SinkView sink,
            Limits limits,
            Step step,
            Outcome outcome,
            Instant now) {
        return switch (step) {
            case Step.TakeOver _
            when outcome instanceof Outcome.TakenOver taken ->
                Owners.takeOver(ledger, resource, demand, taken, limits, now);
            case Step.RecordExposure exposure -> Exposures.record(ledger, exposure, sink, now);
            case Step.JoinRun(var token) -> Exposures.join(ledger, token, now);
            case Step.CatchUp _ -> Owners.catchUp(ledger, resource);
            case Step.ReadTimes _ -> FutureInstants.read(ledger, now);
            case Step.NotePolicy _ ->
                ledger.edit().policy(Policy.of(demand, now)).done();
            case Step.Ask ask when outcome instanceof Outcome.Clear clear -> HandOffs.ask(ledger, ask, clear, now);
            case Step.TakeStanding _, Step.Accept _, Step.Refuse _, Step.Withdraw _, Step.Forgive _, Step.Remind _ ->
                handedOff(ledger, step, outcome, now);
            case Step.Begin begin -> begun(ledger, begin, outcome, limits, now);
            case Step.Look look -> looked(ledger, look, outcome, limits, now);
            case Step.Issue issue -> Beginnings.issued(ledger, issue.intent(), outcome, limits, now);
            case Step.Verify(var key) -> verified(ledger, key, outcome, now);
            case Step.Publish(var key) -> published(ledger, key, outcome, now);
            case Step.BeginWith _
            when outcome instanceof Outcome.TakenIn taken -> HandMade.taken(ledger, resource, taken, now);
            case Step.TakeOut _
            when outcome instanceof Outcome.Published published -> Publications.takenOut(ledger, published);
            case Step.Recognise _
            when outcome instanceof Outcome.Recognised(var key) -> Findings.recognise(ledger, key, now);
            case Step.Restart restart -> Restarts.record(ledger, restart, outcome);
            case Step.Condemn _ -> condemned(ledger, outcome, now);
            case Step.Release _ -> withoutDemand(ledger, resource, step, outcome, now);
            case Step.MarkUnowned _, Step.CondemnAll _, Step.Unpublish _, Step.Revoke _, Step.Leave _ ->
                withoutResource(ledger, step, outcome, now);
            case Step.Wait _,
                    Step.Halt _,
                    Step.LetGo _,
                    Step.Ask _,
                    Step.Prepare _,
                    Step.FindOut _,
                    Step.Check _,
                    Step.TakeOver _,
                    Step.TakeOut _,
                    Step.BeginWith _,
                    Step.Suggest _,
                    Step.Recognise _,
                    Step.Compare _,
                    Step.Discard _ -> ledger;
        };
    }

    /** The ledger after a step of a resource whose spec cannot be used, or which is being deleted: then its tokens count as seen. */
    public static Ledger withoutDemand(Ledger ledger, Resource resource, Step step, Outcome outcome, Instant now) {
        var next = withoutResource(ledger, step, outcome, now);
        return step instanceof Step.Release && outcome instanceof Outcome.Done
                ? next.edit().tokens(next.tokens().withAll(resource)).done()
                : next;
    }

    /** The ledger after a step that needs no resource: letting go, and the deaths that follow. */
    public static Ledger withoutResource(Ledger ledger, Step step, Outcome outcome, Instant now) {
        return switch (step) {
            case Step.Release(var policy) when outcome instanceof Outcome.Done -> Owners.release(ledger, policy, now);
            case Step.ReadTimes _ -> FutureInstants.read(ledger, now);
            case Step.MarkUnowned _ ->
                ledger.edit().standing(Standing.Unowned, now).done();
            case Step.RecordExposure exposure -> Exposures.record(ledger, exposure, new SinkView.Absent(), now);
            case Step.CondemnAll _ when outcome instanceof Outcome.Done -> Owners.condemnAll(ledger, now);
            case Step.Unpublish _
            when outcome instanceof Outcome.Done -> ledger.edit().sink(null).done();
            case Step.Revoke revoke -> revoked(ledger, revoke.key(), outcome, now);
            case Step.Leave(var key)
            when outcome instanceof Outcome.Done ->
                ledger.key(key.attempt())
                        .filter(known -> (known.inPlace() || known.stays()) && known.state() == KeyState.Revoking)
                        .map(known ->
                                Publications.settled(ledger.edit().leave(known).done(), now))
                        .orElse(ledger);
            default -> ledger;
        };
    }

    private static Ledger handedOff(Ledger ledger, Step step, Outcome outcome, Instant now) {
        var handOff = ledger.handOff();
        if (handOff == null) {
            return ledger;
        }
        if (outcome instanceof Outcome.Delivered delivered) {
            return HandOffs.taken(ledger, delivered, now);
        }
        return switch (step) {
            case Step.TakeStanding _
            when outcome instanceof Outcome.Unfit ->
                ledger.edit().handOff(handOff.havingLookedAtSecret()).done();
            case Step.Accept(var _, var fingerprint)
            when outcome instanceof Outcome.Unfit(var why) -> HandOffs.refused(ledger, fingerprint, why, false, now);
            case Step.Refuse(var fingerprint, var why) -> HandOffs.refused(ledger, fingerprint, why, true, now);
            case Step.Withdraw(var fingerprint) -> HandOffs.withdrawn(ledger, fingerprint);
            case Step.Forgive _ -> HandOffs.withdrawn(ledger, "");
            case Step.Remind _ -> ledger.edit().handOff(handOff.reminded()).done();
            default -> ledger;
        };
    }

    private static Ledger begun(Ledger ledger, Step.Begin begin, Outcome outcome, Limits limits, Instant now) {
        return switch (outcome) {
            case Outcome.Clear clear -> Beginnings.begin(ledger, begin, clear, limits, now);
            case Outcome.Shown shown ->
                InPlaceTurns.shown(ledger, Trigger.Rejected, begin.rotation(), shown, limits, now);
            case Outcome.Failed failed -> failed(ledger, failed, begin.attempt(), now);
            default -> ledger;
        };
    }

    private static Ledger looked(Ledger ledger, Step.Look look, Outcome outcome, Limits limits, Instant now) {
        return switch (outcome) {
            case Outcome.Shown shown -> InPlaceTurns.shown(ledger, look.trigger(), look.rotation(), shown, limits, now);
            case Outcome.Unchanged _ -> InPlaceTurns.unchanged(ledger, limits, now);
            default -> ledger;
        };
    }

    private static Ledger verified(Ledger ledger, Key planned, Outcome outcome, Instant now) {
        var key = ledger.key(planned.attempt()).orElse(null);
        if (key == null) {
            return ledger;
        }
        return switch (outcome) {
            case Outcome.Accepted _
            when key.setAside() ->
                ledger.edit().refusedInARow(0).failures(Failures.NONE).done();
            case Outcome.Refused _
            when key.state() == KeyState.Issued ->
                ledger.edit()
                        .key(
                                key.attempt(),
                                refused -> refused.edit().setAside(now).done())
                        .refusedInARow(ledger.refusedInARow() + 1)
                        .failures(Backoff.after(
                                ledger.failures(),
                                Reason.ProviderDisagrees,
                                Optional.of(Duration.ZERO),
                                key.attempt(),
                                now))
                        .done();
            case Outcome.Refused _
            when key.setAside() ->
                failed(ledger, new Outcome.Failed(Reason.ProviderDisagrees, Optional.empty()), key.attempt(), now);
            case Outcome.Failed failed -> failed(ledger, failed, key.attempt(), now);
            default -> ledger;
        };
    }

    private static Ledger published(Ledger ledger, Key key, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Published published -> Publications.publish(ledger, key, published, now);
            case Outcome.Failed failed -> failed(ledger, failed, key.attempt(), now);
            default -> ledger;
        };
    }

    private static Ledger condemned(Ledger ledger, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Condemnable(var attempts) ->
                ledger.edit()
                        .keys(key -> attempts.contains(key.attempt()) && key.state() == KeyState.Previous
                                ? key.edit().condemned(now).done()
                                : key)
                        .done();
            case Outcome.Held held ->
                ledger.edit()
                        .key(
                                held.attempt(),
                                key -> key.edit().waitingFor(held.holder()).done())
                        .done();
            default -> ledger;
        };
    }

    private static Ledger revoked(Ledger ledger, Key key, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Dead _ ->
                Publications.settled(ledger.edit().remove(key.attempt()).done(), now);
            case Outcome.Listed(var present) -> listed(ledger, key, present, now);
            case Outcome.Failed(var reason, var retryAfter) -> dying(ledger, key, reason, retryAfter, now);
            default -> ledger;
        };
    }

    /** Absence counts only for an id that was listed once, and only twice in a row; any other proves nothing, and is tried more slowly. */
    private static Ledger listed(Ledger ledger, Key planned, boolean present, Instant now) {
        var key = ledger.key(planned.attempt()).orElse(null);
        if (key == null) {
            return ledger;
        }
        if (!present && !key.listed()) {
            return dying(ledger, key, Reason.RevocationUnproved, Optional.empty(), now);
        }
        var seen = key.edit().seenInList(present).done();
        return seen.absences() >= 2
                ? Publications.settled(ledger.edit().remove(key.attempt()).done(), now)
                : ledger.edit().key(key.attempt(), _ -> seen).done();
    }

    private static Ledger dying(Ledger ledger, Key key, Reason reason, Optional<Duration> retryAfter, Instant now) {
        return ledger.edit()
                .key(
                        key.attempt(),
                        failing -> failing.edit()
                                .death(Backoff.after(failing.death(), reason, retryAfter, key.attempt(), now))
                                .done())
                .done();
    }

    private static Ledger failed(Ledger ledger, Outcome.Failed failed, String identity, Instant now) {
        return ledger.edit()
                .failures(Backoff.after(ledger.failures(), failed.reason(), failed.retryAfter(), identity, now))
                .done();
    }
}
