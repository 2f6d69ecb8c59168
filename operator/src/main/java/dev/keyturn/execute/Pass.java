package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Observation;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run over one keyring: plan, perform, write down, until there is nothing to do now. */
final class Pass {

    private static final Logger log = LoggerFactory.getLogger(Pass.class);

    /** More steps than the longest rotation has: a pass that takes more goes on later, and does not hold its thread. */
    private static final int MOST_STEPS = 40;

    private static final Duration LONG = Duration.ofSeconds(2);

    /** About a minute: a rolling restart of the API server ends within it. */
    private static final int MOST_RECORDINGS = 40;

    private static final Duration BETWEEN_RECORDINGS = Duration.ofMillis(200);
    private static final int MOST_PATIENT = 10;

    /** A conflict is decided anew at once; whoever keeps losing meets an API server that takes no writes. */
    private static final int LOST_IN_A_ROW = 5;

    private static final Outcome.Blocked LOST =
            new Outcome.Blocked(Reason.BackingOff, "the API server does not take a write", Optional.empty());

    /** A Secret that somebody else keeps changing is put right with a slowing rhythm. */
    private static final Outcome.Blocked FOUGHT_OVER = new Outcome.Blocked(
            Reason.Publishing, "the Secret is changed by somebody else again and again", Optional.empty());

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
        var lost = 0;
        for (var i = 0; i < MOST_STEPS; i++) {
            if (subject instanceof Subject.Orphan && sight.stored().isEmpty()) {
                return rested(new Step.LetGo());
            }
            var step = Planner.next(sight.observation(), ports.time().instant());
            if (step instanceof Step.Wait || step instanceof Step.Halt || step instanceof Step.LetGo) {
                return rested(step);
            }
            var began = ports.time().instant();
            try {
                if (take(step)) {
                    return rested(new Step.LetGo());
                }
                if (Duration.between(began, ports.time().instant()).compareTo(LONG) > 0) {
                    // What the resource asks for may have changed meanwhile, and an exposure does not wait.
                    return paused(step);
                }
            } catch (WriteLostException e) {
                log.atDebug().addKeyValue("keyring", sight.name()).log("lost a write: {}", e.getMessage());
                sight.refresh();
                if (++lost >= LOST_IN_A_ROW) {
                    memory.pace(sight.name(), step, LOST, ports.time().instant());
                }
            }
        }
        return rested(new Step.Wait(ports.time().instant(), Reason.Issuing, "goes on in a moment"));
    }

    private Result paused(Step after) {
        var now = ports.time().instant();
        var reason = after instanceof Step.Verify ? Reason.Verifying : Reason.Proving;
        var rest = new Step.Wait(now, reason, "goes on in a moment");
        return new Result(sight.ledger(), rest, now, sight.accountView(), List.copyOf(changes), true);
    }

    private Result rested(Step step) {
        var now = ports.time().instant();
        var again = step instanceof Step.Wait wait && !wait.reason().needsAPerson()
                ? soonest(wait, now)
                : halted(step, now);
        if (step instanceof Step.Wait wait && !wait.reason().needsAPerson()) {
            memory.wentOn(sight.name());
        }
        return new Result(sight.ledger(), step, again, sight.accountView(), List.copyOf(changes), false);
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
            var discarded = sight.stored().orElseThrow();
            ports.keyrings().delete(discarded);
            forgetAccounts(discarded);
            memory.forget(sight.name());
            return true;
        }
        var performed = executor.perform(sight.scene(), step);
        if (performed.outcome() instanceof Outcome.KindRemoved && subject instanceof Subject.Deleted) {
            return true;
        }
        if (performed.outcome() instanceof Outcome.Clear && step instanceof Step.Begin begin) {
            memory.drew(sight.name(), begin.attempt());
        }
        record(step, performed);
        remember(step, performed.outcome());
        return false;
    }

    /** Records of accounts are kept until no keyring needs them. */
    private void forgetAccounts(StoredKeyring discarded) throws WriteLostException {
        var needed = ports.keyrings().list().stream()
                .flatMap(other -> Memory.places(other.keyring().ledger()).stream())
                .map(Place::account)
                .collect(Collectors.toSet());
        for (var place : Memory.places(discarded.keyring().ledger())) {
            if (!needed.contains(place.account())) {
                ports.records().delete(place.account());
            }
        }
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
            case Outcome.Published _
            when step instanceof Step.Publish(var key) && key.state() == KeyState.Current ->
                memory.pace(sight.name(), step, FOUGHT_OVER, now);
            case Outcome.Held held -> memory.pace(sight.name(), step, holding(held), now);
            case Outcome.Listed _ ->
                memory.pace(
                        sight.name(),
                        step,
                        new Outcome.Blocked(
                                Reason.Proving, "the list is asked once more", Optional.of(Recorder.LIST_AGAIN)),
                        now);
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
        var stored = sight.stored();
        for (var tries = 0; tries < MOST_RECORDINGS; tries++) {
            try {
                if (stored.isPresent()) {
                    write(stored.get(), after(stored.get().keyring(), step, performed), step);
                }
                return;
            } catch (WriteLostException e) {
                log.atDebug()
                        .addKeyValue("keyring", sight.name())
                        .log("the outcome is recorded again: {}", e.getMessage());
            }
            stored = readAgain(tries).or(sight::stored);
        }
        throw new WriteLostException("the outcome of an issue could not be recorded; a comparison will find the key");
    }

    /** The keyring as it is now; empty while the API server does not answer, which is no reason to let go of a key. */
    private Optional<StoredKeyring> readAgain(int tries) {
        try {
            ports.pause().take(BETWEEN_RECORDINGS.multipliedBy(Math.min(tries, MOST_PATIENT)));
            sight.refreshKeyring();
            return sight.stored();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted before the outcome of an issue was recorded", e);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("keyring", sight.name())
                    .log("the keyring cannot be read, its key is kept in hand: {}", e.getMessage());
            return Optional.empty();
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
            remember(step, performed.outcome());
            return after(next, step, performed);
        } catch (StoppedException e) {
            throw e;
        } catch (WriteLostException | RuntimeException e) {
            // That the value is published is written down whatever becomes of the old one.
            log.atDebug().addKeyValue("keyring", sight.name()).log("nothing is condemned yet: {}", e.getMessage());
            return next;
        }
    }

    private Ledger withoutDemand(Ledger before, Step step, Outcome outcome, Instant now) {
        return switch (subject) {
            case Subject.Deleted deleted -> Recorder.withoutDemand(before, deleted.resource(), step, outcome, now);
            case Subject.Unusable unusable -> Recorder.withoutDemand(before, unusable.resource(), step, outcome, now);
            case Subject.Wanted _, Subject.Orphan _ -> Recorder.withoutResource(before, step, outcome, now);
        };
    }

    /** The keyring after a step, on whichever version is the newest. */
    private Keyring after(Keyring keyring, Step step, Performed performed) {
        Instant now = ports.time().instant();
        var before = keyring.ledger();
        var outcome = performed.outcome();
        var after = subject instanceof Subject.Wanted(var resource, var demand)
                ? Recorder.after(before, resource, demand, sight.sink(), sight.limits(), step, outcome, now)
                : withoutDemand(before, step, outcome, now);
        var next = keyring.with(after);
        for (var entry : performed.material().entrySet()) {
            if (after.key(entry.getKey()).isPresent()) {
                next = next.with(entry.getKey(), entry.getValue());
            }
        }
        return next;
    }
}
