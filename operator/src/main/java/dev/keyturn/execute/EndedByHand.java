package dev.keyturn.execute;

import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Step;
import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import java.util.List;
import java.util.Optional;

/** Keys that a person ends: there is nothing to call, only to ask the provider now and then whether it was done. */
final class EndedByHand {

    private final Ports ports;
    private final Limits limits;
    private final Proofs proofs;

    EndedByHand(Ports ports, Limits limits, Proofs proofs) {
        this.ports = ports;
        this.limits = limits;
        this.proofs = proofs;
    }

    /** Whether the key was ended; a control shows that the provider still knows what it accepts. */
    Outcome ended(Scene scene, Step.Revoke step, Issuer issuer) {
        var key = step.key();
        var now = ports.time().instant();
        var control = step.control().map(scene::materialOf).or(() -> ofAccount(scene, key, issuer));
        if (control.isEmpty()) {
            return Deaths.asked(
                    key,
                    Optional.of("no other token of the account is left to tell by that the provider still accepts any"),
                    limits,
                    now);
        }
        var endpoint = key.place().endpoint();
        var rule = ports.accounts().endpoint(endpoint);
        return switch (proofs.refused(issuer, endpoint, scene.materialOf(key), control.get(), rule)) {
            case Probed.Refused _ -> new Outcome.Dead();
            case Probed.Accepted _ ->
                step.control().isPresent()
                                && proofs.refused(issuer, endpoint, control.get(), rule) instanceof Probed.Refused
                        ? Deaths.wrongOneEnded(key, now)
                        : Deaths.asked(key, Optional.empty(), limits, now);
            case Probed.Inconclusive(var reason, var after) ->
                new Outcome.Blocked(
                        reason,
                        "whether the provider refuses the old value cannot be told",
                        after.or(() -> Optional.of(Deaths.pollAfter(key, now))));
        };
    }

    /** A token of the account that works and is another one: where the resource is gone, no current key is left. */
    private Optional<Material> ofAccount(Scene scene, Key key, Issuer issuer) {
        var own = scene.materialOf(key).field(issuer.fields().getLast());
        return ports.records().read(key.place().account()).map(AccountRecord::tokens).orElse(List.of()).stream()
                .map(known -> known.token())
                .filter(token -> !token.equals(own))
                .filter(token -> issuer.workspaces(new Access(key.place().endpoint(), token))
                        instanceof Answer.Ok<List<Workspace>>)
                .findFirst()
                .map(token -> Material.of(issuer.fields().getLast(), token));
    }
}
