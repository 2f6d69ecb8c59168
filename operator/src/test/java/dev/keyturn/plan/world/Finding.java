package dev.keyturn.plan.world;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.world.Operator.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls by which keys are found that the ledger did not know. */
final class Finding {

    private final Steps steps;
    private final Operator operator;
    private final World world;

    Finding(Steps steps, Operator operator) {
        this.steps = steps;
        this.operator = operator;
        world = operator.world();
    }

    @Nullable
    Call recognise(Step.Recognise step) {
        var made = world.provider.alive().stream()
                .filter(listed -> listed.id().equals(step.keyId()))
                .findFirst()
                .orElse(null);
        var published = world.secret();
        if (made == null || published == null || !published.value().equals(made.id()) || !world.accepts(made.id())) {
            operator.mind().dismiss(step.keyId());
            return steps.record(new Outcome.Done());
        }
        var key = Found.standing(made, world.now);
        operator.remember(new Outcome.Recognised(key));
        var next = operator.after(operator.basis(), new Outcome.Recognised(key));
        return () -> steps.write(operator.planned(), next, Map.of(key.attempt(), made.id()));
    }

    /** The ledger is read, then the list, and the findings are recorded by compare-and-swap. */
    Call compare(Instant at, @Nullable Ledger read, int version) {
        return () -> {
            var listed = world.provider.alive();
            return () -> settle(at, read, version, listed);
        };
    }

    private @Nullable Call settle(Instant at, @Nullable Ledger read, int version, List<Provider.Made> listed) {
        var next = read;
        for (var made : listed) {
            next = next == null ? null : Recorder.found(next, Found.listed(made, at), at);
        }
        if (next != null && !next.equals(read) && !world.replace(version, next, Map.of())) {
            operator.remember(new Outcome.Blocked(Reason.Sweeping, "", Optional.of(Duration.ofSeconds(2))));
        } else {
            operator.mind().compared(at);
        }
        return null;
    }
}
