package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Words;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each step of a rotation, with the rotation's id, so that a person can follow it. What changes nothing and what was said
 * before is not said: a credential at rest has no lines.
 */
final class StepLog {

    private static final Logger log = LoggerFactory.getLogger(StepLog.class);

    /** A rotation that waits for one of these goes on in a moment, or has said so by the step that failed. */
    private static final Set<Reason> ON_ITS_WAY = EnumSet.of(
            Reason.Settled,
            Reason.Issuing,
            Reason.Verifying,
            Reason.Publishing,
            Reason.Revoking,
            Reason.Proving,
            Reason.Sweeping,
            Reason.BackingOff);

    private final Memory memory;
    private final String keyring;
    private final Target target;

    StepLog(Memory memory, String keyring, Target target) {
        this.memory = memory;
        this.keyring = keyring;
        this.target = target;
    }

    /** A step was taken, and written down where there was something to write. */
    void took(Step step, Outcome outcome, Optional<Ledger> before, Optional<Ledger> after) {
        line(level(step, outcome, before, after), step, before, after)
                .log("{}{}", StepWords.of(step, outcome, target), ending(outcome, before, after));
        var along = step instanceof Step.Publish ? newlyRevoking(before, after) : List.<Key>of();
        if (!along.isEmpty()) {
            // The write that said published has said this, too.
            var condemn = new Step.Condemn(along);
            line(Level.INFO, condemn, before, after)
                    .log(StepWords.of(condemn, new Outcome.Condemnable(List.of()), target));
        }
        if (!before.equals(after) && !(outcome instanceof Outcome.Held)) {
            memory.wentAhead(keyring);
        }
    }

    private static List<Key> newlyRevoking(Optional<Ledger> before, Optional<Ledger> after) {
        return after.stream()
                .flatMap(ledger -> ledger.in(KeyState.Revoking))
                .filter(key -> before.flatMap(ledger -> ledger.key(key.attempt()))
                        .filter(known -> known.state() != KeyState.Revoking)
                        .isPresent())
                .toList();
    }

    private Level level(Step step, Outcome outcome, Optional<Ledger> before, Optional<Ledger> after) {
        var changed = step instanceof Step.Compare ? keys(after) > keys(before) : !before.equals(after);
        return switch (outcome) {
            case Outcome.Blocked blocked -> {
                var isNews = (before.map(Ledger::rotation).isPresent() || step instanceof Step.Check)
                        && !ON_ITS_WAY.contains(blocked.reason())
                        && !(step instanceof Step.Compare)
                        && memory.isNews(keyring, step.topic(), blocked.reason());
                yield isNews ? Level.WARN : Level.DEBUG;
            }
            case Outcome.Failed _, Outcome.Lost _, Outcome.Unfit _, Outcome.Refused _ ->
                changed ? Level.WARN : Level.DEBUG;
            // A key at rest that goes on working has no line.
            case Outcome.Accepted _ -> step instanceof Step.Check ? Level.DEBUG : Level.INFO;
            case Outcome.Died _ ->
                memory.isNews(keyring, step.topic(), Reason.ProviderDisagrees) ? Level.WARN : Level.DEBUG;
            default -> changed ? Level.INFO : Level.DEBUG;
        };
    }

    private static int keys(Optional<Ledger> ledger) {
        return ledger.map(known -> known.keys().size()).orElse(0);
    }

    /** Nothing is done for now. */
    void rests(Step step, Optional<Ledger> ledger) {
        var rotates = ledger.map(Ledger::rotation).isPresent();
        switch (step) {
            case Step.Wait(var until, var reason, var detail)
            when (rotates || reason.needsAPerson()) && !ON_ITS_WAY.contains(reason) && isNews(step, reason) ->
                line(Level.INFO, step, ledger, ledger)
                        .log("waits: {}{}", reason, detail.isEmpty() ? " until " + Words.at(until) : more(detail));
            case Step.Halt(var reason, var detail)
            when isNews(step, reason) ->
                line(Level.WARN, step, ledger, ledger)
                        .log("nothing goes on until a person helps: {}{}", reason, more(detail));
            default -> {}
        }
    }

    private boolean isNews(Step step, Reason reason) {
        return memory.isNews(keyring, step.topic(), reason);
    }

    private static String more(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private static String ending(Outcome outcome, Optional<Ledger> before, Optional<Ledger> after) {
        if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.Lost) {
            return after.map(Ledger::failures)
                    .flatMap(failures -> Optional.ofNullable(failures.retryAt()))
                    .map(at -> "; tried again at " + Words.at(at))
                    .orElse("");
        }
        var ended = before.map(Ledger::rotation).isPresent()
                && after.map(Ledger::rotation).isEmpty();
        return ended ? "; the rotation is complete" : "";
    }

    private LoggingEventBuilder line(Level level, Step step, Optional<Ledger> before, Optional<Ledger> after) {
        var line = log.atLevel(level);
        for (var field : fields(step, before, after).entrySet()) {
            line = line.addKeyValue(field.getKey(), field.getValue());
        }
        return line;
    }

    private Map<String, String> fields(Step step, Optional<Ledger> before, Optional<Ledger> after) {
        var fields = new LinkedHashMap<String, String>();
        after.map(Ledger::rotation)
                .or(() -> before.map(Ledger::rotation))
                .ifPresent(rotation -> fields.put("rotation", rotation.id()));
        after.or(() -> before)
                .map(Ledger::owner)
                .ifPresent(
                        owner -> fields.put("credential", owner.kind() + "/" + owner.namespace() + "/" + owner.name()));
        fields.put("keyring", keyring);
        fields.put("step", step.getClass().getSimpleName());
        var attempt = attempt(step);
        if (!attempt.isEmpty()) {
            fields.put("attempt", attempt);
        }
        return fields;
    }

    private static String attempt(Step step) {
        return switch (step) {
            case Step.Begin begin -> begin.attempt();
            case Step.Issue(var intent) -> intent.attempt();
            case Step.Verify(var key) -> key.attempt();
            case Step.Publish(var key) -> key.attempt();
            case Step.Leave(var key) -> key.attempt();
            case Step.Revoke revoke -> revoke.key().attempt();
            case Step.Condemn(var keys) -> keys.stream().map(Key::attempt).collect(Collectors.joining(","));
            case Step.Accept accept -> accept.attempt();
            case Step.TakeStanding(var attempt) -> attempt;
            case Step.Look look -> look.attempt();
            default -> "";
        };
    }
}
