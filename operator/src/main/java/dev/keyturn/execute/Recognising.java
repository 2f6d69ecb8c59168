package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finds out about a value in the published Secret that the ledger does not know: a later one of ours, or nothing to keep. */
final class Recognising {

    private final Ports ports;
    private final Sessions sessions;
    private final Memory memory;
    private final Proofs proofs;

    Recognising(Ports ports, Sessions sessions, Memory memory) {
        this.ports = ports;
        this.sessions = sessions;
        this.memory = memory;
        proofs = new Proofs(ports.ending());
    }

    /**
     * The Secret holds a value that the keyring does not know, under a later revision: ours only if the provider lists its id alive
     * under this keyring's name, and current only once it is accepted.
     */
    Performed recognise(Scene scene, Step.Recognise step) throws WriteLostException, PermissionMissingException {
        var place = place(scene.keyring().ledger());
        if (place.isEmpty()) {
            return dismissed(scene, step);
        }
        return recognise(scene, step, place.get());
    }

    /** Where the keyring's keys are made. */
    private static Optional<Place> place(Ledger ledger) {
        return ledger.current().map(Key::place).or(() -> Optional.ofNullable(ledger.place()));
    }

    private Performed recognise(Scene scene, Step.Recognise step, Place place)
            throws WriteLostException, PermissionMissingException {
        var issuer = ports.issuer(scene.kind());
        if (issuer.strategy() == Strategy.HAND_OFF) {
            return adopt(scene, issuer, handedOver(scene, step, place));
        }
        if (scene.wanted().defaultPair()) {
            return adopt(scene, issuer, inPlace(scene, step, place));
        }
        var session = sessions.forWorkspace(issuer, scene.account(), place);
        if (!(session instanceof Sessions.Session.Open open)) {
            var closed = (Sessions.Session.Closed) session;
            return Performed.of(new Outcome.Blocked(closed.reason(), closed.detail(), closed.after()));
        }
        return switch (issuer.list(open.access(), place.workspace())) {
            case Answer.Fault<List<Listed>> fault ->
                Performed.of(
                        new Outcome.Blocked(fault.reason(), "the list of keys could not be had whole", fault.after()));
            case Answer.Ok<List<Listed>>(var listed) -> {
                var ours = listed.stream()
                        .filter(key -> key.id().equals(step.keyId()) && !key.deleted())
                        .flatMap(key -> ProviderName.parse(key.name()).stream()
                                .filter(name ->
                                        name.keyring().equals(scene.name()) && name.revision() == step.revision())
                                .map(name -> known(issuer, place, key, name)))
                        .findFirst();
                yield ours.isEmpty() ? dismissed(scene, step) : adopt(scene, issuer, ours.get());
            }
        };
    }

    /** There is no list of what people made: its stamp and the provider's word about the value are all there is. */
    private Key handedOver(Scene scene, Step.Recognise step, Place place) {
        return key(
                step.keyId().replaceFirst("^handed-over-", ""),
                scene.kind(),
                place,
                step.keyId(),
                Key.BY_HAND,
                step.revision(),
                ports.time().instant());
    }

    /** A list shows the record and does not tell whose its value is; that it is accepted does. */
    private Key inPlace(Scene scene, Step.Recognise step, Place place) {
        return key(
                step.keyId().substring(step.keyId().lastIndexOf('.') + 1),
                scene.kind(),
                place,
                step.keyId(),
                Key.IN_PLACE,
                step.revision(),
                ports.time().instant());
    }

    private Performed dismissed(Scene scene, Step.Recognise step) {
        memory.dismissed(scene.name(), step.keyId());
        return Performed.of(new Outcome.Done());
    }

    private Key known(Issuer issuer, Place place, Listed listed, ProviderName name) {
        var now = ports.time().instant();
        return key(
                name.attempt(),
                issuer.kind(),
                place,
                listed.id(),
                listed.name(),
                name.revision(),
                listed.createdAt() == null ? now : listed.createdAt());
    }

    private static Key key(
            String attempt, String kind, Place place, String id, String name, int revision, Instant issuedAt) {
        return Key.made(attempt, kind, place, id, name, revision, true, null, issuedAt, null)
                .seenInList();
    }

    private Performed adopt(Scene scene, Issuer issuer, Key key) throws WriteLostException, PermissionMissingException {
        var look = ports.publisher().look(scene.wanted().target(), scene.feeds());
        if (look.annotation(Names.KEY_ID).filter(key.id()::equals).isEmpty()) {
            throw new WriteLostException("the Secret bears another key than a moment ago");
        }
        var material = Template.extracted(scene.wanted().data(), issuer.fields(), look.data());
        if (material.isEmpty()) {
            return Performed.of(undecided(scene, "its value cannot be told from the entries of spec.publish.data"));
        }
        var rule = ports.accounts().endpoint(key.place().endpoint());
        return switch (proofs.accepted(issuer, key.place().endpoint(), material.get(), rule)) {
            case Probed.Accepted _ -> {
                var fingerprint =
                        issuer.fingerprint(material.get(), ports.installation().fingerprintKey());
                if (scene.keyring().ledger().keys().stream()
                        .anyMatch(known -> fingerprint.equals(known.fingerprint()))) {
                    // Put there under a later key's name by somebody else: it is not taken for that key's.
                    throw new WriteLostException("the Secret holds a value that is known, of another key");
                }
                yield Performed.with(
                        new Outcome.Recognised(key.fingerprinted(fingerprint)), key.attempt(), material.get());
            }
            case Probed.Refused _
            when key.inPlace() -> {
                memory.dismissed(scene.name(), key.id());
                yield Performed.of(new Outcome.Done());
            }
            case Probed.Refused _ -> Performed.of(undecided(scene, "the provider lists it alive and refuses it"));
            case Probed.Inconclusive(var reason, var after) ->
                Performed.of(new Outcome.Blocked(reason, "the value in the Secret could not be probed", after));
        };
    }

    /** A later key of ours lives and its value may stand in the Secret: nothing is written over it before that is certain. */
    private static Outcome undecided(Scene scene, String why) {
        var target = scene.wanted().target();
        return new Outcome.Blocked(
                Reason.ProviderDisagrees,
                "the Secret bears a later revision than the keyring knows, and " + why
                        + "; nothing is written over it, unless you say so: kubectl annotate secret "
                        + target.secretName() + " -n " + target.namespace() + " " + Names.KEY_ID + "-",
                Optional.empty());
    }
}
