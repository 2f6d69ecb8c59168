package dev.keyturn.execute;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.StoreException;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run over one keyring: plan, perform, write down, until there is nothing to do now. */
final class Pass {

    private static final Logger log = LoggerFactory.getLogger(Pass.class);

    /** More steps than the longest rotation has: a pass that takes more goes on later, and does not hold its thread. */
    private static final int MOST_STEPS = 40;

    private static final Duration LONG = Duration.ofSeconds(2);

    /** A conflict is decided anew at once; whoever keeps losing meets an API server that takes no writes. */
    private static final int LOST_IN_A_ROW = 5;

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    /** Whatever a step is asked for again that came to nothing new: it is no reason to ask the world in a circle. */
    private static final Outcome.Blocked IN_CIRCLES =
            new Outcome.Blocked(Reason.BackingOff, "the same step came to nothing twice", Optional.empty());

    private final Ports ports;
    private final Memory memory;
    private final Executor executor;
    private final Subject subject;
    private final Sight sight;
    private final Recording recording;
    private final Pacing pacing;
    private final StepLog steps;

    Pass(Ports ports, Memory memory, Executor executor, Subject subject, Sight sight) {
        this.ports = ports;
        this.memory = memory;
        this.executor = executor;
        this.subject = subject;
        this.sight = sight;
        recording = new Recording(ports, subject, sight);
        pacing = new Pacing(ports.time(), memory, sight);
        steps = new StepLog(memory, sight.name(), subject.target());
    }

    Result run() {
        var lost = 0;
        var idle = "";
        var refused = "";
        for (var i = 0; i < MOST_STEPS; i++) {
            if (subject instanceof Subject.Orphan && sight.stored().isEmpty()) {
                return rested(new Step.LetGo());
            }
            var step = Planner.next(sight.observation(), ports.time().instant());
            if (step instanceof Step.Wait || step instanceof Step.Halt || step instanceof Step.LetGo) {
                return rested(step);
            }
            var began = ports.time().instant();
            var written = recording.changes().size();
            try {
                if (take(step)) {
                    return rested(new Step.LetGo());
                }
                if (recording.changes().size() > written) {
                    idle = "";
                } else if (idle.equals(step.topic())) {
                    memory.pace(sight.name(), step, IN_CIRCLES, ports.time().instant());
                } else {
                    idle = step.topic();
                }
                if (Duration.between(began, ports.time().instant()).compareTo(LONG) > 0) {
                    // What the resource asks for may have changed meanwhile, and an exposure does not wait.
                    return paused(step);
                }
            } catch (StoreException e) {
                var now = ports.time().instant();
                memory.pace(sight.name(), step, refused(e), now);
                if (refused.equals(step.topic())) {
                    // One that waits for no pace would be refused again and again.
                    return rested(
                            new Step.Wait(now.plus(AFTER_REFUSAL), e.reason(), Objects.requireNonNull(e.getMessage())));
                }
                refused = step.topic();
            } catch (WriteLostException e) {
                log.atDebug().addKeyValue("keyring", sight.name()).log("lost a write: {}", e.getMessage());
                sight.refresh();
                if (++lost >= LOST_IN_A_ROW) {
                    memory.pace(sight.name(), step, lost(e), ports.time().instant());
                }
            }
        }
        return rested(new Step.Wait(ports.time().instant(), Reason.Issuing, "goes on in a moment"));
    }

    private static Outcome.Blocked refused(StoreException why) {
        return new Outcome.Blocked(why.reason(), Objects.requireNonNull(why.getMessage()), Optional.empty());
    }

    private static Outcome.Blocked lost(WriteLostException last) {
        return new Outcome.Blocked(
                Reason.BackingOff,
                "writes are lost again and again, to an admission webhook that fails or to somebody else who writes the same: "
                        + last.getMessage(),
                Optional.empty());
    }

    private Result paused(Step after) {
        var now = ports.time().instant();
        var reason = switch (after) {
            case Step.Begin _, Step.Issue _, Step.Look _, Step.FindOut _ -> Reason.Issuing;
            case Step.Verify _ -> Reason.Verifying;
            case Step.Publish _ -> Reason.Publishing;
            default -> Reason.Proving;
        };
        var rest = new Step.Wait(now, reason, "goes on in a moment");
        return new Result(
                sight.ledger(),
                rest,
                now,
                sight.accountView(),
                sight.turning(),
                sight.brake(),
                sight.isRefused(),
                recording.changes(),
                true);
    }

    private Result rested(Step step) {
        steps.rests(step, sight.ledger());
        var now = ports.time().instant();
        var again = step instanceof Step.Wait wait && !wait.reason().needsAPerson()
                ? soonest(wait, now)
                : halted(step, now);
        if (step instanceof Step.Wait wait && !wait.reason().needsAPerson()) {
            memory.wentOn(sight.name());
        }
        return new Result(
                sight.ledger(),
                step,
                again,
                sight.accountView(),
                sight.turning(),
                sight.brake(),
                sight.isRefused(),
                recording.changes(),
                false);
    }

    /** Who waits for a refused account looks when it is probed next. */
    private Instant soonest(Step.Wait wait, Instant now) {
        return sight.probeOfAccount()
                .filter(_ -> wait.reason() == Reason.AccountUnauthorized)
                .filter(probe -> probe.isAfter(now) && probe.isBefore(wait.until()))
                .orElse(wait.until());
    }

    /** What nobody announces is looked at with a slowing rhythm, whatever else is waited for. */
    private Instant halted(Step step, Instant now) {
        var reason = step instanceof Step.Wait wait ? wait.reason() : Reason.Conflict;
        var look = now.plus(Rhythm.after(memory.halted(sight.name(), reason)));
        return step instanceof Step.Wait wait && wait.until().isBefore(look) ? wait.until() : look;
    }

    /** Takes the step and writes down what came of it; true where the subject is done with. */
    private boolean take(Step step) throws WriteLostException {
        if (step instanceof Step.Discard) {
            new Leftovers(ports.keyrings(), ports.records())
                    .discard(sight.stored().orElseThrow());
            memory.forget(sight.name());
            return true;
        }
        var performed = executor.perform(sight.scene(), step);
        if (Thread.currentThread().isInterrupted() && !(step instanceof Step.Issue)) {
            // What a call came to that was given up says nothing of the provider, and is no failure to back off from.
            throw new StoppedException("interrupted in the middle of a step");
        }
        if (performed.outcome() instanceof Outcome.KindRemoved && subject instanceof Subject.Deleted) {
            return true;
        }
        if (performed.outcome() instanceof Outcome.Clear && step instanceof Step.Begin begin) {
            memory.drew(sight.name(), begin.attempt());
        }
        var before = sight.ledger();
        record(step, performed);
        steps.took(step, performed.outcome(), before, sight.ledger());
        if (isAsking(before) && sight.ledger().map(Ledger::handOff).isEmpty()) {
            // Given up: what was handed in is nothing that anybody looks at any more. What was taken in is cleared away
            // in its own order.
            executor.abandon(subject.target());
        }
        switch (step) {
            case Step.Prepare _, Step.Accept _, Step.Withdraw _ -> sight.forgetDelivery();
            default -> {}
        }
        pacing.remember(step, performed.outcome());
        return false;
    }

    private static boolean isAsking(Optional<Ledger> ledger) {
        return ledger.map(Ledger::handOff)
                .filter(handOff -> handOff.taken() == null)
                .isPresent();
    }

    private void record(Step step, Performed performed) throws WriteLostException {
        var stored = sight.stored().orElse(null);
        if (stored == null) {
            recording.create(step, performed);
        } else if (step instanceof Step.Issue) {
            recording.insist(step, performed);
        } else if (step instanceof Step.Compare) {
            sight.refresh();
        } else {
            performed.look().ifPresent(sight::lookedAt);
            var next = recording.after(stored.keyring(), step, performed);
            recording.write(
                    stored,
                    performed.outcome() instanceof Outcome.Published ? condemnedAlong(stored, next) : next,
                    step);
        }
    }

    /** Where nothing is to be waited for, the write that says published says revoking, too. */
    private Keyring condemnedAlong(StoredKeyring stored, Keyring next) {
        var pending = Optional.of(Sight.pending(stored, next));
        var step = Planner.next(sight.observation(pending), ports.time().instant());
        if (!(step instanceof Step.Condemn)) {
            return next;
        }
        try {
            var performed = executor.perform(sight.scene(pending), step);
            pacing.remember(step, performed.outcome());
            return recording.after(next, step, performed);
        } catch (StoppedException e) {
            throw e;
        } catch (WriteLostException | RuntimeException e) {
            // That the value is published is written down whatever becomes of the old one.
            log.atDebug().addKeyValue("keyring", sight.name()).log("nothing is condemned yet: {}", e.getMessage());
            return next;
        }
    }
}
