package dev.keyturn.project;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rotation that came to something, to be counted once.
 *
 * @param result {@code Published}, and later {@code Completed}: what it replaced is proved dead
 */
public record Tally(Trigger trigger, String result) {

    /** What one write of the ledger says. */
    public static List<Tally> between(Optional<Ledger> before, Ledger after) {
        var known = before.map(Ledger::history).orElse(List.of());
        var tallies = new ArrayList<Tally>();
        for (var turn : after.history()) {
            var same = known.stream()
                    .filter(other -> other.revision() == turn.revision())
                    .findFirst();
            if (same.isEmpty()) {
                tallies.add(new Tally(turn.trigger(), "Published"));
            }
            if (isCompleted(turn) && same.filter(Tally::isCompleted).isEmpty()) {
                tallies.add(new Tally(turn.trigger(), "Completed"));
            }
        }
        return List.copyOf(tallies);
    }

    private static boolean isCompleted(Turn turn) {
        return turn.provedDeadAt() != null;
    }
}
