package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;

/**
 * What holds the operator's hand whatever is due: a person froze it, or the clock that it decides by cannot be trusted. What keeps a
 * Secret right goes on, and so does all that only looks or only writes down.
 *
 * @param reason {@link Reason#Frozen} or {@link Reason#ClockSuspect}
 */
public record Brake(Reason reason, String detail) {

    /** Somebody froze the namespace. */
    public static Brake frozen(String detail) {
        return new Brake(Reason.Frozen, detail);
    }

    /** Clocks differ too much. */
    public static Brake clockSuspect(String detail) {
        return new Brake(Reason.ClockSuspect, detail);
    }

    /** The step, as much of it as may be taken; else a wait that says why. */
    Step about(Step step, Instant now) {
        return switch (reason) {
            case Frozen -> makes(step) || ends(step) ? hold(now) : step;
            case ClockSuspect -> byTheClock(step, now);
            default -> throw new IllegalStateException(reason + " holds nothing");
        };
    }

    private Step hold(Instant now) {
        return new Step.Wait(now.plus(Planner.LONGEST_WAIT), reason, detail);
    }

    /** A value that was turned in place is the living one: what is published is dead until it stands there. */
    private static boolean makes(Step step) {
        return switch (step) {
            case Step.Begin _, Step.Issue _, Step.Ask _, Step.Accept _, Step.TakeStanding _, Step.BeginWith _ -> true;
            case Step.Publish(var key) -> key.state() == KeyState.Issued && !key.inPlace();
            default -> false;
        };
    }

    private static boolean ends(Step step) {
        return switch (step) {
            case Step.Condemn _, Step.CondemnAll _, Step.Revoke _, Step.Unpublish _ -> true;
            // Of another namespace of the same name it condemns all that was there before.
            case Step.TakeOver _ -> true;
            default -> false;
        };
    }

    /** Of what the clock alone asks for; what was exposed dies by no clock. */
    private Step byTheClock(Step step, Instant now) {
        return switch (step) {
            case Step.Begin begin when begin.trigger() == Trigger.Schedule -> hold(now);
            case Step.Ask ask when ask.trigger() == Trigger.Schedule -> hold(now);
            case Step.Condemn(var keys) -> {
                List<Key> exposed = keys.stream().filter(Key::exposed).toList();
                yield exposed.isEmpty() ? hold(now) : new Step.Condemn(exposed);
            }
            case Step.CondemnAll _, Step.NotePolicy _ -> hold(now);
            default -> step;
        };
    }
}
