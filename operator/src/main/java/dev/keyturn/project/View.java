package dev.keyturn.project;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A credential as users read it.
 *
 * @param conditions in the order of their weight
 * @param step what the run is at; empty when none runs
 */
public record View(
        Optional<Ledger> ledger,
        List<ConditionView> conditions,
        List<KeyView> keys,
        Optional<String> step,
        Optional<Next> next) {

    /** A condition without its times. */
    public record ConditionView(String type, boolean status, Reason reason, String message) {}

    /**
     * A key that was not yet proved dead.
     *
     * @param notBefore before which it does not die
     */
    public record KeyView(Key key, Optional<Instant> notBefore) {}

    /**
     * The next rotation on schedule.
     *
     * @param deferredFrom when it would be, were it not for a window; empty where none defers it
     */
    public record Next(Instant at, Trigger trigger, String schedule, Optional<Instant> deferredFrom) {}

    /** With a condition more, unless something is degraded already: that comes first. */
    public View unlessDegraded(ConditionView degraded) {
        return condition("Degraded").isPresent()
                ? this
                : new View(
                        ledger,
                        Stream.concat(conditions.stream(), Stream.of(degraded)).toList(),
                        keys,
                        step,
                        next);
    }

    /** A condition by its type. */
    public Optional<ConditionView> condition(String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
