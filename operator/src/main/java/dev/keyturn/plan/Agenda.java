package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions in the order of their weight. The first that asks for something to be done wins; where none does, the first that
 * waits for something names the reason (that nothing is due names it only where nothing else does), and the earliest instant of all
 * of them is when to look again.
 */
final class Agenda {

    private final Map<String, Memo.Paced> paced;
    private final Optional<Brake> brake;
    private final Instant now;

    Agenda(Memo memo, Instant now) {
        paced = memo.paced();
        brake = memo.brake();
        this.now = now;
    }

    Step decide(List<Supplier<Optional<Step>>> questions) {
        Step.@Nullable Wait first = null;
        Step.@Nullable Halt halted = null;
        Instant earliest = Instant.MAX;
        for (var question : questions) {
            var answer = question.get().map(this::pace).orElse(null);
            if (answer == null) {
                continue;
            }
            switch (answer) {
                case Step.Wait wait -> {
                    first = saysNothing(first) ? wait : first;
                    earliest = wait.until().isBefore(earliest) ? wait.until() : earliest;
                }
                case Step.Halt halt -> halted = halted == null && saysNothing(first) ? halt : halted;
                default -> {
                    return answer;
                }
            }
        }
        if (halted != null) {
            return first == null ? halted : new Step.Wait(earliest, halted.reason(), halted.detail());
        }
        if (first == null) {
            throw new IllegalStateException("an agenda ends with a question that always answers");
        }
        // Who looks at a credential that has nothing to do is to see that it would do nothing either.
        return saysNothing(first) && brake.isPresent()
                ? new Step.Wait(earliest, brake.get().reason(), brake.get().detail())
                : new Step.Wait(earliest, first.reason(), first.detail());
    }

    private static boolean saysNothing(Step.@Nullable Wait wait) {
        return wait == null || wait.reason() == Reason.Settled;
    }

    private Step pace(Step asked) {
        var step = brake.map(on -> on.about(asked, now)).orElse(asked);
        var held = paced.get(step.topic());
        return held != null && now.isBefore(held.until())
                ? new Step.Wait(held.until(), held.reason(), held.detail())
                : step;
    }
}
