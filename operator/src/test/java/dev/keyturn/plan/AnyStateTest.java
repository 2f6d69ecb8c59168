package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Over a great many states, sensible and not: the core always has an answer, and never takes back a death. */
final class AnyStateTest {

    private static final int STATES = 30_000;

    private static Stream<AnyState> states() {
        return new Random(11).ints(STATES).mapToObj(seed -> new AnyState(new Random(seed)));
    }

    @Test
    void thereIsAlwaysAStepAndNoWaitIsOver() {
        states().forEach(state -> {
            var step = Planner.next(state.observation(), NOW);

            assertThat(step).isNotNull();
            if (step instanceof Step.Wait wait && !wait.until().isAfter(NOW)) {
                fail(wait + " for " + state.observation());
            }
        });
    }

    /** What a step brings can be recorded on the ledger that it was planned on, and on any other. */
    @Test
    void everyOutcomeCanBeRecordedOnWhateverIsTheNewestVersion() {
        states().forEach(state -> {
            var step = Planner.next(state.observation(), NOW);
            for (var outcome : AnyOutcome.all(state)) {
                for (var ledger : List.of(state.ledger(), state.other())) {
                    var after = Recorder.after(
                            ledger,
                            state.resource(),
                            state.demand(),
                            state.sink(),
                            Limits.DEFAULTS,
                            step,
                            outcome,
                            NOW);
                    holds(ledger, step, outcome, after);
                    holds(ledger, step, outcome, Recorder.withoutDemand(ledger, state.resource(), step, outcome, NOW));
                }
            }
            var found = Recorder.found(state.ledger(), state.foundKey(), NOW);
            holds(state.ledger(), step, new Outcome.Done(), found);
            assertThat(Recorder.found(found, state.foundKey(), NOW)).isEqualTo(found);
        });
    }

    private static void holds(Ledger before, Step step, Outcome outcome, Ledger after) {
        var broken = broken(before, step, outcome, after);
        if (!broken.isEmpty()) {
            fail(broken + ": " + step + ", " + outcome + " on " + before);
        }
    }

    private static String broken(Ledger before, Step step, Outcome outcome, Ledger after) {
        if (after.keys().stream().map(Key::attempt).distinct().count()
                        < after.keys().size()
                || after.keys().stream().map(Key::id).distinct().count()
                        < after.keys().size()) {
            return "one name for one key";
        }
        if (after.in(KeyState.Current).count() > 1) {
            return "one current key";
        }
        if (after.lastRevision() < before.lastRevision()) {
            return "no revision is used twice";
        }
        if (before.intent() != null && after.intent() == null && after.sweepUntil() == null) {
            return "an intent that goes leaves a sweep";
        }
        return before.keys().stream()
                .map(key -> broken(key, byId(after, key.id()), step, outcome))
                .filter(word -> !word.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String broken(Key before, Optional<Key> after, Step step, Outcome outcome) {
        if (after.isEmpty()) {
            var dead = step instanceof Step.Revoke
                    && (outcome instanceof Outcome.Dead || outcome instanceof Outcome.Listed);
            return dead || ((step instanceof Step.Leave || step instanceof Step.TakeOver) && before.inPlace())
                    ? ""
                    : "no key is forgotten";
        }
        if (before.state() == KeyState.Revoking && after.get().state() != KeyState.Revoking) {
            return "revoking is one-way";
        }
        return before.exposed() && !after.get().exposed() ? "an exposure is never taken back" : "";
    }

    private static Optional<Key> byId(Ledger ledger, String id) {
        return ledger.keys().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** There is no call that could end the last value of a record, and none is asked for; nor is any other key let go of alive. */
    @Test
    void theLastValueOfARecordIsLeftAliveAndNothingElseIs() {
        states().forEach(state -> {
            switch (Planner.next(state.observation(), NOW)) {
                case Step.Revoke(var key, var control)
                when key.inPlace() ->
                    assertThat(Stream.concat(state.ledger().keys().stream(), control.stream()))
                            .as(() -> key + " in " + state.observation())
                            .anyMatch(other -> other.succeeds(key));
                case Step.Leave(var key) -> assertThat(key.inPlace()).isTrue();
                default -> {}
            }
        });
    }

    /** What is unknown about a value that was turned in place is looked at before another one is made. */
    @Test
    void noTurnFollowsOneWhoseOutcomeIsNotKnown() {
        states().forEach(state -> {
            if (state.observation() instanceof Observation.Claimed seen
                    && InPlaceTurns.isOpen(seen.ledger())
                    && Planner.next(seen, NOW) instanceof Step.Begin begin) {
                fail(begin + " for " + seen);
            }
        });
    }

    /** Whatever the state: a step that acts, and whose outcome is the usual one, is not asked for again in the same words. */
    @Test
    void noStepIsAskedForTwiceInTheSameWords() {
        states().forEach(state -> {
            var step = Planner.next(state.observation(), NOW);
            var outcome = AnyOutcome.usual(step);
            if (outcome.isEmpty() || !(state.observation() instanceof Observation.Claimed seen)) {
                return;
            }
            var after = Recorder.after(
                    seen.ledger(),
                    seen.resource(),
                    seen.demand(),
                    seen.sink(),
                    Limits.DEFAULTS,
                    step,
                    outcome.get(),
                    NOW);
            var next = Planner.next(state.with(after, step), NOW.plus(Duration.ofMillis(1)));

            if (next.equals(step)) {
                fail(step + " again for " + seen);
            }
        });
    }
}
