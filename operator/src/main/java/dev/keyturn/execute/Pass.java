package dev.keyturn.execute;

import dev.keyturn.plan.Observation;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run over one keyring: plan, perform, write down, until there is nothing to do now. */
final class Pass {

    private static final Logger log = LoggerFactory.getLogger(Pass.class);

    /** More steps than the longest rotation has: a pass that takes more goes on later, and does not hold its thread. */
    private static final int MOST_STEPS = 40;

    private final Ports ports;
    private final Memory memory;
    private final Executor executor;
    private final Subject subject;
    private final Sight sight;
    private final List<Result.Change> changes = new ArrayList<>();

    Pass(Ports ports, Memory memory, Executor executor, Subject subject, Sight sight) {
        this.ports = ports;
        this.memory = memory;
        this.executor = executor;
        this.subject = subject;
        this.sight = sight;
    }

    Result run() {
        for (var i = 0; i < MOST_STEPS; i++) {
            if (subject instanceof Subject.Orphan && sight.stored().isEmpty()) {
                return rested(new Step.LetGo());
            }
            var step = Planner.next(sight.observation(), ports.time().instant());
            if (step instanceof Step.Wait || step instanceof Step.Halt || step instanceof Step.LetGo) {
                return rested(step);
            }
            try {
                if (take(step)) {
                    return rested(new Step.LetGo());
                }
            } catch (WriteLostException e) {
                log.atDebug().addKeyValue("keyring", sight.name()).log("lost a write: {}", e.getMessage());
                sight.refresh();
            }
        }
        return rested(new Step.Wait(ports.time().instant(), Reason.Issuing, "goes on in a moment"));
    }

    private Result rested(Step step) {
        var now = ports.time().instant();
        var again = switch (step) {
            case Step.Wait wait -> wait.until();
            default -> now.plus(Rhythm.after(memory.halted(sight.name(), step)));
        };
        if (step instanceof Step.Wait) {
            memory.wentOn(sight.name());
        }
        return new Result(sight.ledger(), step, again, sight.accountView(), List.copyOf(changes));
    }

    /** Takes the step and writes down what came of it; true where the subject is done with. */
    private boolean take(Step step) throws WriteLostException {
        if (step instanceof Step.Discard) {
            ports.keyrings().delete(sight.stored().orElseThrow());
            memory.forget(sight.name());
            return true;
        }
        var performed = executor.perform(sight.scene(), step);
        if (performed.outcome() instanceof Outcome.KindRemoved && subject instanceof Subject.Deleted) {
            return true;
        }
        remember(step, performed.outcome());
        record(step, performed);
        return false;
    }

    /** What the process keeps in mind of an outcome; the ledger keeps the rest. */
    private void remember(Step step, Outcome outcome) {
        var now = ports.time().instant();
        switch (outcome) {
            case Outcome.Blocked blocked -> memory.pace(sight.name(), step, blocked, now);
            case Outcome.KindRemoved _ ->
                memory.pace(
                        sight.name(),
                        step,
                        new Outcome.Blocked(Reason.Revoking, "the kind is being removed", Optional.empty()),
                        now);
            case Outcome.Held held -> memory.pace(sight.name(), step, held.asBlocked(), now);
            case Outcome.Listed _ ->
                memory.pace(
                        sight.name(),
                        step,
                        new Outcome.Blocked(
                                Reason.Proving, "the list is asked once more", Optional.of(Recorder.LIST_AGAIN)),
                        now);
            case Outcome.Accepted _
            when step instanceof Step.Verify(var key) -> memory.proved(sight.name(), key.attempt());
            case Outcome.Clear _ when step instanceof Step.Begin begin -> memory.drew(sight.name(), begin.attempt());
            default -> memory.unpace(sight.name(), step);
        }
    }

    private void record(Step step, Performed performed) throws WriteLostException {
        var stored = sight.stored().orElse(null);
        if (stored == null) {
            create(step, performed);
        } else if (step instanceof Step.Issue) {
            insist(step, performed);
        } else if (step instanceof Step.Compare) {
            sight.refresh();
        } else {
            performed.look().ifPresent(sight::lookedAt);
            var next = after(stored.keyring(), step, performed);
            write(stored, performed.outcome() instanceof Outcome.Published ? condemnedAlong(stored, next) : next, step);
        }
    }

    private void create(Step step, Performed performed) throws WriteLostException {
        if (step instanceof Step.Begin begin
                && performed.outcome() instanceof Outcome.Clear clear
                && sight.observation() instanceof Observation.Unclaimed unclaimed) {
            var first = Recorder.first(unclaimed, begin, clear, ports.time().instant());
            var written = ports.keyrings().create(new Keyring(first, Map.of()));
            changes.add(new Result.Change(Optional.empty(), first, step));
            sight.wrote(written);
        }
    }

    private void write(StoredKeyring basis, Keyring next, Step step) throws WriteLostException {
        if (next.equals(basis.keyring())) {
            return;
        }
        var written = ports.keyrings().replace(basis, next);
        changes.add(new Result.Change(Optional.of(basis.keyring().ledger()), next.ledger(), step));
        sight.wrote(written);
    }

    /**
     * What a call at the provider brought is written down whatever comes in between, as long as the intent bears this attempt: a
     * key that nobody writes down is found by the sweep, an hour later. Who lost the intent touches nothing.
     */
    private void insist(Step step, Performed performed) throws WriteLostException {
        for (var tries = 0; tries < MOST_STEPS; tries++) {
            var stored = sight.stored().orElse(null);
            if (stored == null) {
                return;
            }
            try {
                write(stored, after(stored.keyring(), step, performed), step);
                return;
            } catch (WriteLostException e) {
                log.atDebug()
                        .addKeyValue("keyring", sight.name())
                        .log("the outcome is recorded again: {}", e.getMessage());
                sight.refresh();
            }
        }
        throw new WriteLostException("the outcome of an issue could not be recorded; a comparison will find the key");
    }

    /** Where nothing is to be waited for, the write that says published says revoking, too. */
    private Keyring condemnedAlong(StoredKeyring stored, Keyring next) throws WriteLostException {
        var pending = Optional.of(Sight.pending(stored, next));
        var step = Planner.next(sight.observation(pending), ports.time().instant());
        if (!(step instanceof Step.Condemn)) {
            return next;
        }
        var performed = executor.perform(sight.scene(pending), step);
        remember(step, performed.outcome());
        return after(next, step, performed);
    }

    /** The keyring after a step, on whichever version is the newest. */
    private Keyring after(Keyring keyring, Step step, Performed performed) {
        Instant now = ports.time().instant();
        var before = keyring.ledger();
        var outcome = performed.outcome();
        var after = subject instanceof Subject.Wanted(var resource, var demand)
                ? Recorder.after(before, resource, demand, sight.sink(), sight.limits(), step, outcome, now)
                : Recorder.withoutResource(before, step, outcome, now);
        var next = keyring.with(after);
        for (var entry : performed.material().entrySet()) {
            if (after.key(entry.getKey()).isPresent()) {
                next = next.with(entry.getKey(), entry.getValue());
            }
        }
        return next;
    }
}
