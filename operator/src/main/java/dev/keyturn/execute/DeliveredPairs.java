package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A pair that a person hands in, since no program can read it. */
final class DeliveredPairs {

    private final Ports ports;
    private final Proofs proofs;

    DeliveredPairs(Ports ports) {
        this.ports = ports;
        proofs = new Proofs(ports.ending());
    }

    /** What lies in the Secret that was prepared for it. */
    Performed accept(Scene scene, Step.Accept step) throws WriteLostException, PermissionMissingException {
        var delivery = ports.deliveries().look(scene.wanted().target());
        if (!delivery.fingerprint(ports.installation().fingerprintKey()).equals(step.fingerprint())) {
            throw new WriteLostException("something else was handed in meanwhile");
        }
        var issuer = ports.issuer(scene.kind());
        return switch (Handed.read(
                delivery.data(), issuer.fields(), ports.time().instant())) {
            case Handed.Unusable(var why) -> Performed.of(new Outcome.Unfit(why));
            case Handed.Usable usable -> judge(scene, issuer, step.attempt(), step.fingerprint(), usable.material());
        };
    }

    /** The pair that stands in the Secret already, which its owner has put under management by consent. */
    Performed takeStanding(Scene scene, Step.TakeStanding step) throws WriteLostException, PermissionMissingException {
        var issuer = ports.issuer(scene.kind());
        var demand = scene.wanted();
        var look = ports.publisher().look(demand.target());
        var material = Template.extracted(demand.data(), issuer.fields(), look.data())
                .filter(found -> found.fields().values().stream().noneMatch(value -> value.isBlank()));
        return material.isEmpty()
                ? Performed.of(new Outcome.Unfit("no value"))
                : judge(scene, issuer, step.attempt(), "", material.get());
    }

    private Performed judge(Scene scene, Issuer issuer, String attempt, String handedIn, Material material)
            throws WriteLostException {
        var ledger = scene.keyring().ledger();
        var place = ledger.place();
        var fingerprint = issuer.fingerprint(material, ports.installation().fingerprintKey());
        if (ledger.hasHeld(fingerprint)) {
            return Performed.of(new Outcome.Unfit("it is a value that this credential has already, or had"));
        }
        if (!isOfTheSameRecord(scene, issuer, material)) {
            return Performed.of(new Outcome.Unfit("its " + issuer.fields().getFirst()
                    + " is another one than that of the pair in use, so it is another pair"));
        }
        if (place == null) {
            return Performed.of(new Outcome.Blocked(
                    Reason.AccountMissing, "the account is not known yet", Optional.<Duration>empty()));
        }
        return switch (proofs.accepted(
                issuer, place.endpoint(), material, ports.accounts().endpoint(place.endpoint()))) {
            case Probed.Refused _ -> Performed.of(new Outcome.Unfit("the provider refuses it"));
            case Probed.Inconclusive(var reason, var after) ->
                Performed.of(new Outcome.Blocked(reason, "what was handed in could not be probed", after));
            case Probed.Accepted _ ->
                ports.claims().take(fingerprint, scene.stored().orElseThrow())
                        ? Performed.with(
                                new Outcome.Delivered(
                                        attempt,
                                        TurningInPlace.idOf(Key.DELIVERED_PAIR, attempt),
                                        fingerprint,
                                        handedIn,
                                        null,
                                        List.of()),
                                attempt,
                                material)
                        : Performed.of(new Outcome.Unfit("it is in use elsewhere"));
        };
    }

    /** The first one of all has nothing to be compared with. */
    private static boolean isOfTheSameRecord(Scene scene, Issuer issuer, Material material) {
        var stays = issuer.fields().getFirst();
        return scene.keyring()
                .ledger()
                .current()
                .filter(Key::inPlace)
                .flatMap(scene.keyring()::materialOf)
                .map(known -> known.field(stays).equals(material.field(stays)))
                .orElse(true);
    }
}
