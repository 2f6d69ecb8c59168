package dev.keyturn.plan.world;

import dev.keyturn.plan.Memo;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a process has in its memory, and loses when it is killed. */
final class Mind {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Set<String> mine = new HashSet<>();
    private final Set<String> proved = new HashSet<>();
    private final Set<String> dismissed = new HashSet<>();
    private final Map<String, Memo.Paced> paced = new HashMap<>();
    private Optional<Instant> comparedAt = Optional.empty();

    Memo memo(String fresh) {
        return new Memo(
                Set.copyOf(mine),
                Set.copyOf(proved),
                Set.copyOf(dismissed),
                Map.copyOf(paced),
                comparedAt,
                Instant.MAX,
                Set.of(),
                Optional.empty(),
                fresh,
                "run" + fresh);
    }

    void draw(String attempt) {
        mine.add(attempt);
    }

    /** Whether it had not begun before. */
    boolean beginCall(String attempt) {
        return mine.remove(attempt);
    }

    void compared(Instant at) {
        comparedAt = Optional.of(at);
    }

    void dismiss(String id) {
        dismissed.add(id);
    }

    void remember(Step step, Outcome outcome, Instant now) {
        switch (outcome) {
            case Outcome.Blocked blocked -> pace(step, blocked, now);
            case Outcome.Held held -> pace(step, held.asBlocked(), now);
            case Outcome.Restarted restarted -> pace(step, restarted.asBlocked(), now);
            case Outcome.Listed _ ->
                pace(step, new Outcome.Blocked(Reason.Proving, "", Optional.of(Recorder.LIST_AGAIN)), now);
            case Outcome.Accepted _ when step instanceof Step.Verify(var key) -> proved.add(key.attempt());
            default -> paced.remove(step.topic());
        }
    }

    private void pace(Step step, Outcome.Blocked blocked, Instant now) {
        paced.put(
                step.topic(),
                new Memo.Paced(now.plus(blocked.after().orElse(AGAIN)), blocked.reason(), blocked.detail()));
    }
}
