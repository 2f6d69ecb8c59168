package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Step;
import java.time.InstantSource;
import java.util.Optional;

/** What the process keeps in mind of outcomes, so that it does not ask for the same again at once; the ledger keeps the rest. */
final class Pacing {

    /** A Secret that somebody else keeps changing is put right with a slowing rhythm. */
    private static final Outcome.Blocked FOUGHT_OVER = new Outcome.Blocked(
            Reason.Publishing,
            "the Secret is changed by somebody else again and again, and put right; kubectl get secret -o yaml "
                    + "--show-managed-fields tells by whom",
            Optional.empty());

    /** What a record has is looked at so often, whoever has put it there. */
    private static final Outcome.Blocked LOOKED_AT =
            new Outcome.Blocked(Reason.Settled, "", Optional.of(ShownValues.CALM));

    private final InstantSource time;
    private final Memory memory;
    private final Sight sight;

    Pacing(InstantSource time, Memory memory, Sight sight) {
        this.time = time;
        this.memory = memory;
        this.sight = sight;
    }

    void remember(Step step, Outcome outcome) {
        var now = time.instant();
        switch (outcome) {
            case Outcome.Blocked blocked -> memory.pace(sight.name(), step, blocked, now);
            case Outcome.KindRemoved _ ->
                memory.pace(
                        sight.name(),
                        step,
                        new Outcome.Blocked(Reason.Revoking, "the kind is being removed", Optional.empty()),
                        now);
            case Outcome.Published _
            when step instanceof Step.Publish(var key) && key.state() == KeyState.Current ->
                memory.pace(sight.name(), step, FOUGHT_OVER, now);
            case Outcome.Published _
            when step instanceof Step.TakeOut -> memory.pace(sight.name(), step, FOUGHT_OVER, now);
            case Outcome.Restarted restarted -> {
                if (!restarted.restarted().isEmpty()) {
                    // New pods are on their way: whatever waited for the old ones looks again.
                    memory.lookAgain(sight.name());
                }
                memory.pace(sight.name(), step, restarted.asBlocked(), now);
            }
            case Outcome.Held held -> memory.pace(sight.name(), step, holding(held), now);
            case Outcome.Listed _ ->
                memory.pace(
                        sight.name(),
                        step,
                        new Outcome.Blocked(
                                Reason.Proving, "the list is asked once more", Optional.of(Recorder.LIST_AGAIN)),
                        now);
            case Outcome.Shown shown -> {
                memory.proved(sight.name(), shown.attempt(), now);
                memory.pace(sight.name(), step, LOOKED_AT, now);
            }
            case Outcome.Delivered delivered -> {
                memory.proved(sight.name(), delivered.attempt(), now);
                memory.unpace(sight.name(), step);
            }
            case Outcome.TakenIn taken -> {
                memory.proved(sight.name(), taken.attempt(), now);
                memory.unpace(sight.name(), step);
            }
            case Outcome.Accepted _
            when step instanceof Step.Check _ -> {
                memory.checked(sight.name(), now);
                memory.unpace(sight.name(), step);
            }
            case Outcome.Died _
            when step instanceof Step.Check(var key) -> memory.rejected(sight.name(), key.attempt(), now);
            case Outcome.Accepted _
            when step instanceof Step.Verify(var key) -> memory.proved(sight.name(), key.attempt(), now);
            default -> memory.unpace(sight.name(), step);
        }
    }

    /** An exposed key is looked at until its time is up; one that merely waits for pods, with a slowing rhythm. */
    private Outcome.Blocked holding(Outcome.Held held) {
        var exposed = sight.ledger()
                .flatMap(ledger -> ledger.key(held.attempt()))
                .filter(Key::exposed)
                .isPresent();
        var blocked = held.asBlocked();
        return exposed ? blocked : new Outcome.Blocked(blocked.reason(), blocked.detail(), Optional.empty());
    }
}
