package dev.keyturn.execute;

import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Intent;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.Probed;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What a value means that the provider shows of a record which turns in place. */
final class ShownValues {

    /** While what came of a call is not known, the published value may be a dead one. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration HURRIED_FOR = Duration.ofMinutes(2);
    private static final Duration AFTER_AN_ATTEMPT = Duration.ofMinutes(1);
    /** Else it is looked at so often, which a provider hardly notices. */
    static final Duration CALM = Duration.ofMinutes(10);

    private final Ports ports;

    ShownValues(Ports ports) {
        this.ports = ports;
    }

    boolean isCurrent(Scene scene, Issuer issuer, Material material) {
        var fingerprint = fingerprint(issuer, material);
        return scene.keyring()
                .ledger()
                .current()
                .filter(key -> fingerprint.equals(key.fingerprint()))
                .isPresent();
    }

    /** Whether it is what the next turn is to put an end to: the current value, or one that was refused when it was new. */
    boolean isToBeReplaced(Scene scene, Issuer issuer, Material material) {
        var fingerprint = fingerprint(issuer, material);
        return isCurrent(scene, issuer, material)
                || scene.keyring().ledger().keys().stream()
                        .anyMatch(key -> key.setAside() && fingerprint.equals(key.fingerprint()));
    }

    /** Another value than the current one is taken in if this keyring never held it and one probe accepts it. */
    Performed taken(Scene scene, Issuer issuer, Place place, String record, Material material, String attempt) {
        var ledger = scene.keyring().ledger();
        var fingerprint = fingerprint(issuer, material);
        if (ledger.hasHeld(fingerprint)) {
            return Performed.of(new Outcome.Blocked(
                    Reason.ProviderDisagrees,
                    "the provider shows a value of the default pair that was replaced before",
                    hurry(ledger)));
        }
        return switch (issuer.probe(place.endpoint(), material)) {
            case Probed.Accepted _ ->
                Performed.with(
                        new Outcome.Shown(place, attempt, TurningInPlace.idOf(record, attempt), fingerprint),
                        attempt,
                        material);
            case Probed.Refused _ ->
                Performed.of(new Outcome.Blocked(
                        Reason.Verifying,
                        "the provider shows another value of the default pair, and does not accept it yet",
                        hurry(ledger)));
            case Probed.Inconclusive(var reason, var after) ->
                Performed.of(new Outcome.Blocked(reason, "the default pair could not be probed", after));
        };
    }

    /** The record has the current value still. */
    Outcome same(Scene scene, Issuer issuer) {
        var ledger = scene.keyring().ledger();
        var now = ports.time().instant();
        var intent = ledger.intent();
        if (intent != null && intent.record() != null) {
            return afterTheCall(scene, issuer, intent);
        }
        var handOff = ledger.handOff();
        if (handOff != null) {
            return new Outcome.Blocked(
                    Reason.AwaitingDelivery,
                    "the default pair is to be replaced by a person",
                    Optional.of(Deaths.pollAfter(handOff.askedAt(), now)));
        }
        var sweepUntil = ledger.sweepUntil();
        var attempted = ledger.unaccounted() && sweepUntil != null && now.isBefore(sweepUntil);
        return new Outcome.Blocked(Reason.Settled, "", Optional.of(attempted ? AFTER_AN_ATTEMPT : CALM));
    }

    /** The call may still be on its way. Later, that the old value lives shows that it had no effect; or that is never known. */
    private Outcome afterTheCall(Scene scene, Issuer issuer, Intent intent) {
        var ledger = scene.keyring().ledger();
        var now = ports.time().instant();
        if (now.isBefore(intent.holdUntil())) {
            return unknown(ledger);
        }
        var sweepUntil = ledger.sweepUntil();
        if (sweepUntil != null && !now.isBefore(sweepUntil)) {
            return new Outcome.Unchanged();
        }
        Key current = ledger.current().orElseThrow();
        return switch (issuer.probe(current.place().endpoint(), scene.materialOf(current))) {
            case Probed.Accepted _ -> new Outcome.Unchanged();
            case Probed.Refused _ -> unknown(ledger);
            case Probed.Inconclusive(var reason, var after) ->
                new Outcome.Blocked(reason, "the default pair could not be probed", after);
        };
    }

    private Outcome unknown(Ledger ledger) {
        return new Outcome.Blocked(
                Reason.Issuing,
                "what came of the call that replaces the default pair is not known; the provider is asked what it has",
                hurry(ledger));
    }

    private Optional<Duration> hurry(Ledger ledger) {
        return Stream.ofNullable(ledger.intent())
                .filter(intent ->
                        ports.time().instant().isBefore(intent.holdUntil().plus(HURRIED_FOR)))
                .map(_ -> SOON)
                .findFirst();
    }

    /** Nobody shows the record: that the current value is accepted is all that can be known of it. */
    Outcome unseen(Scene scene, Issuer issuer) {
        if (scene.keyring().ledger().handOff() != null) {
            // A person is at it, and until then nothing is new.
            return new Outcome.Blocked(Reason.Settled, "", Optional.of(CALM));
        }
        var current = scene.keyring().ledger().current().orElse(null);
        if (current == null) {
            return new Outcome.Done();
        }
        return switch (issuer.probe(current.place().endpoint(), scene.materialOf(current))) {
            case Probed.Accepted _ -> new Outcome.Blocked(Reason.Settled, "", Optional.of(CALM));
            case Probed.Refused _ ->
                new Outcome.Blocked(
                        Reason.ProviderDisagrees,
                        "the provider refuses the published pair; if somebody had it replaced, set the annotation "
                                + "keyturn.dev/rotate to hand in the new one",
                        Optional.of(CALM));
            case Probed.Inconclusive(var reason, var after) ->
                new Outcome.Blocked(reason, "the default pair could not be probed", after);
        };
    }

    private String fingerprint(Issuer issuer, Material material) {
        return issuer.fingerprint(material, ports.installation().fingerprintKey());
    }
}
