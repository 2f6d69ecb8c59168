package dev.keyturn.plan.world;

import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.world.Operator.Call;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that a death is made of. */
final class Dying {

    private final Steps steps;
    private final Operator operator;
    private final World world;

    Dying(Steps steps, Operator operator) {
        this.steps = steps;
        this.operator = operator;
        world = operator.world();
    }

    @Nullable
    Call condemn(List<Key> keys) {
        var ledger = operator.basis();
        var current = ledger.current().orElseThrow();
        if (world.keyringVersion() != operator.planned()
                || !(operator.look() instanceof SinkView.Ours ours)
                || !ours.holds().equals(Optional.of(current.attempt()))) {
            return null;
        }
        return () -> {
            var dying = keys.stream()
                    .filter(key -> Deaths.notBefore(ledger, key, operator.demand())
                            .filter(at -> !world.now.isBefore(at))
                            .isPresent())
                    .map(Key::attempt)
                    .toList();
            return world.accepts(operator.materialOf(current))
                    ? steps.record(new Outcome.Condemnable(dying))
                    : steps.record(new Outcome.Blocked(Reason.ProviderDisagrees, "", Optional.empty()));
        };
    }

    @Nullable
    Call revoke(Step.Revoke step) {
        var key = step.key();
        var byProbes = step.control().isPresent() && key.withMaterial();
        if (!byProbes && !key.listed() && isListed(key)) {
            return steps.record(new Outcome.Listed(true));
        }
        switch (world.choices.among("revoked", "dropped before", "dropped after")) {
            case 0, 2 -> world.revoke(key.id());
            default -> {}
        }
        return () -> {
            if (byProbes) {
                var dead = !world.accepts(operator.materialOf(key))
                        && world.accepts(operator.materialOf(step.control().orElseThrow()));
                return steps.record(
                        dead
                                ? new Outcome.Dead()
                                : Deaths.unproved(key, Optional.empty(), Optional.empty(), world.now));
            }
            return steps.record(
                    isListed(key)
                            ? Deaths.unproved(key, Optional.empty(), Optional.empty(), world.now)
                            : new Outcome.Listed(false));
        };
    }

    private boolean isListed(Key key) {
        return world.provider.alive().stream().anyMatch(made -> made.id().equals(key.id()));
    }
}
