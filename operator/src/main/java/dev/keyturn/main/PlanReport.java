package dev.keyturn.main;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Schedule;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code keyturn plan} says, a few lines for each credential. */
final class PlanReport {

    private static final Duration SOON = Duration.ofHours(24);

    private final Instant now;
    private final List<String> blocks = new ArrayList<>();
    private boolean wrong;
    private int unusable;
    private int soon;
    private int waiting;
    private int credentials;

    PlanReport(Instant now) {
        this.now = now;
    }

    /** One that cannot be used as it is written. */
    void unusable(String name, String detail) {
        unusable++;
        credentials++;
        blocks.add(name + "\n  cannot be used: " + detail + "\n");
    }

    /** What is no credential and cannot be used as it is written. */
    void wrong(String name, String detail) {
        wrong = true;
        blocks.add(name + "\n  cannot be used: " + detail + "\n");
    }

    /** One that wants what another one has. */
    void conflict(String name, Step halt) {
        unusable++;
        credentials++;
        blocks.add(name + "\n  now       " + PlannedStep.words(halt, "") + "\n");
    }

    /** One that goes. */
    void leaving(String name, Step next) {
        credentials++;
        waiting++;
        blocks.add(name + "\n  now       it was deleted: " + PlannedStep.words(next, "") + "\n");
    }

    /** A word about something that is no credential, or cannot be looked at. */
    void note(String text) {
        blocks.add(text + "\n");
    }

    /** One with what would be done at this moment, its next turns and what they would restart. */
    void credential(
            String name,
            Demand demand,
            Optional<Ledger> ledger,
            Step next,
            List<Schedule.Due> turns,
            List<String> restarts) {
        credentials++;
        var lines = new ArrayList<String>();
        lines.add(name);
        lines.add("  now       " + now(next, ledger, demand));
        lines.add("  next      " + turn(turns, ledger, demand));
        if (turns.size() > 1) {
            lines.add("            then "
                    + turns.stream().skip(1).map(turn -> Words.at(turn.at())).collect(Collectors.joining(", ")));
        }
        if (!restarts.isEmpty()) {
            lines.add("  restarts  " + String.join("\n            ", restarts));
        }
        blocks.add(String.join("\n", lines) + "\n");
        turns.stream()
                .findFirst()
                .filter(turn -> turn.at().isBefore(now.plus(SOON)))
                .ifPresent(_ -> soon++);
        if (!(next instanceof Step.Wait(var _, var reason, var _)) || reason != Reason.Settled) {
            waiting++;
        }
    }

    private static String now(Step next, Optional<Ledger> ledger, Demand demand) {
        return next instanceof Step.Wait(var _, var reason, var _) && reason == Reason.Settled
                ? resting(ledger)
                : PlannedStep.words(next, demand.target().secretName());
    }

    private static String resting(Optional<Ledger> ledger) {
        return ledger.map(known -> known.current()
                                .map(current -> "nothing is due; revision " + current.revision() + " is in use")
                                .orElse("nothing is due")
                        + known.in(KeyState.Previous)
                                .map(key -> ", revision " + key.revision() + " lives on")
                                .collect(Collectors.joining()))
                .orElse("nothing is due");
    }

    private String turn(List<Schedule.Due> turns, Optional<Ledger> ledger, Demand demand) {
        if (turns.isEmpty()) {
            return "nothing by itself: it turns by keyturn.dev/rotate and keyturn.dev/exposed";
        }
        var first = turns.getFirst();
        return Words.at(first.at()) + ", " + away(first.at()) + ": " + described(ledger, demand)
                + (first.deferred() ? "; due at " + Words.at(first.planned()) + ", and deferred to its window" : "")
                + (demand.suspend() ? "; not while spec.suspend is true" : "");
    }

    private static String described(Optional<Ledger> ledger, Demand demand) {
        return Schedule.described(
                demand, ledger.flatMap(Ledger::current).flatMap(key -> Optional.ofNullable(key.expiresAt())));
    }

    private String away(Instant at) {
        var left = Duration.between(now, at);
        if (!left.isPositive()) {
            return "now";
        }
        if (left.toDays() >= 2) {
            return "in " + left.toDays() + " days";
        }
        if (left.toHours() >= 2) {
            return "in " + left.toHours() + " hours";
        }
        return left.toMinutes() >= 2 ? "in " + left.toMinutes() + " minutes" : "in a moment";
    }

    /** Whether all can be used as it is written. */
    boolean isRight() {
        return unusable == 0 && !wrong;
    }

    /** Whether it says anything of a credential. */
    boolean hasCredentials() {
        return credentials > 0;
    }

    String text() {
        return String.join("\n", blocks)
                + (credentials == 0
                        ? (blocks.isEmpty() ? "" : "\n") + "There are no credentials to plan.\n"
                        : "\n%d %s: %d to turn within 24 hours, %d with something to do or to wait for now, %d that cannot be used.\n"
                                .formatted(
                                        credentials,
                                        credentials == 1 ? "credential" : "credentials",
                                        soon,
                                        waiting,
                                        unusable));
    }
}
