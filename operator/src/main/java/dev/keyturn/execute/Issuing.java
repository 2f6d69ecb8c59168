package dev.keyturn.execute;

import dev.keyturn.plan.Intent;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Strategy;
import dev.keyturn.plan.Trigger;
import dev.keyturn.plan.Verification;
import dev.keyturn.port.Accounts.Endpoint;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Issuer.Made;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that a key may be issued, issues it, and proves that it works. */
final class Issuing {

    private static final Logger log = LoggerFactory.getLogger(Issuing.class);

    private final Ports ports;
    private final Sessions sessions;
    private final Comparison comparison;
    private final Memory memory;
    private final Proofs proofs;
    private final Entry entry;
    private final Healings healings;

    Issuing(Ports ports, Sessions sessions, Comparison comparison, Memory memory) {
        this.ports = ports;
        this.sessions = sessions;
        this.comparison = comparison;
        this.memory = memory;
        proofs = new Proofs(ports.ending());
        entry = new Entry(sessions);
        healings = new Healings(ports);
    }

    /** Everything that has to hold before an intent is written. */
    Outcome prepare(Scene scene, Step.Begin step) throws WriteLostException {
        var issuer = ports.issuer(scene.kind());
        return switch (entry.into(scene, issuer)) {
            case Entry.Found.Shut(var why) -> why;
            case Entry.Found.Open(var session, var place) -> prepare(scene, step, issuer, session, place);
        };
    }

    private Outcome prepare(Scene scene, Step.Begin step, Issuer issuer, Sessions.Session.Open open, Place place) {
        if (step.first()) {
            var already = keysOfThisKeyring(issuer, open, scene.name(), place.workspace());
            if (already.isPresent()) {
                return already.get();
            }
        }
        if (step.trigger() == Trigger.Rejected) {
            var busy = healings.another(scene.name(), place.account());
            if (busy.isPresent()) {
                return busy.get();
            }
        }
        if (step.trigger() == Trigger.Requested) {
            var compared = comparison.compare(issuer, open.access(), place, comparedSince(scene));
            if (!(compared instanceof Outcome.Done)) {
                return reopened(issuer, open, scene, compared);
            }
        }
        return new Outcome.Clear(place);
    }

    /**
     * From when on a comparison is recent enough. A ledger from a backup has forgotten the token that has fired, and the key that was made
     * for it; and an intent that is given up may have made one.
     */
    private Instant comparedSince(Scene scene) {
        var givesUp = scene.stored()
                .filter(found -> found.keyring().ledger().intent() != null)
                .isPresent();
        return givesUp
                ? ports.time().instant()
                : memory.versions().changedByOthers(scene.name()).orElse(Instant.MIN);
    }

    /** A list that was refused ends what was believed of the token; whether it is the token that is refused is asked at once. */
    private Outcome reopened(Issuer issuer, Sessions.Session.Open open, Scene scene, Outcome met) {
        sessions.doubt(open.access());
        return met instanceof Outcome.Blocked(var reason, var _, var _)
                        && reason == Reason.AccountUnauthorized
                        && sessions.open(issuer, scene.account().orElseThrow())
                                instanceof Sessions.Session.Closed(var why, var detail, var after)
                ? new Outcome.Blocked(why, detail, after)
                : met;
    }

    /** A living key that bears the name of a keyring which was never made: the keyring was lost. */
    private static Optional<Outcome> keysOfThisKeyring(
            Issuer issuer, Sessions.Session.Open open, String keyring, String slug) {
        return switch (issuer.list(open.access(), slug)) {
            case Answer.Fault<List<Listed>> fault ->
                Optional.of(
                        new Outcome.Blocked(fault.reason(), "the list of keys could not be had whole", fault.after()));
            case Answer.Ok<List<Listed>>(var listed) -> madeFor(keyring, listed);
        };
    }

    /** The living key, if there is one, that was made for a keyring which has none. */
    static Optional<Outcome> madeFor(String keyring, List<Listed> listed) {
        return listed.stream()
                .filter(key -> !key.deleted())
                .filter(key -> ProviderName.parse(key.name())
                        .filter(name -> name.keyring().equals(keyring))
                        .isPresent())
                .findFirst()
                .map(
                        key -> blocked(
                                Reason.KeyringMissing,
                                "the provider has a living key " + key.id() + " of keyring " + keyring
                                        + ", which is not there any more; restore the keyring from its backup, or delete that key at the provider"));
    }

    /** The one call that the intent announced. */
    Performed issue(Scene scene, Intent intent) {
        if (!memory.beginCall(scene.name(), intent.attempt())) {
            return Performed.of(blocked(Reason.Issuing, "the call was begun before"));
        }
        var issuer = ports.issuer(scene.kind());
        var place = intent.place();
        var session = sessions.forWorkspace(issuer, scene.account(), place);
        if (!(session instanceof Sessions.Session.Open open)) {
            return Performed.of(new Outcome.Failed(((Sessions.Session.Closed) session).reason(), Optional.empty()));
        }
        keepToken(open);
        var name = new ProviderName(ports.installation().id(), scene.name(), intent.revision(), intent.attempt())
                .toString();
        var target = scene.keyring().ledger().target();
        var answer = issuer.issue(
                open.access(),
                place.workspace(),
                name,
                "Keyturn: Secret " + target.namespace() + "/" + target.secretName() + ", revision " + intent.revision(),
                ports.warrant(target, intent.deadline()));
        return switch (answer) {
            case Answer.Ok<Made>(var made) ->
                Performed.with(
                        new Outcome.Issued(
                                made.id(),
                                name,
                                issuer.fingerprint(
                                        made.material(), ports.installation().fingerprintKey()),
                                ports.time().instant()),
                        intent.attempt(),
                        made.material());
            case Answer.Fault<Made> fault -> {
                sessions.doubt(open.access());
                yield Performed.of(
                        fault.kind() == Answer.Kind.UNKNOWN
                                ? new Outcome.Lost(fault.reason(), fault.after())
                                : new Outcome.Failed(fault.reason(), fault.after()));
            }
        };
    }

    /** The end of another keyring may have taken the account's record along before this one was there to need it. */
    private void keepToken(Sessions.Session.Open open) {
        try {
            sessions.remember(open);
        } catch (WriteLostException e) {
            log.atDebug().addKeyValue("record", open.record()).log("somebody else wrote it: {}", e.getMessage());
        }
    }

    /** Whether the provider accepts the key, so many times in a row. */
    Outcome verify(Scene scene, Key key) {
        var issuer = ports.issuer(key.kind());
        var place = key.place();
        // What a person brings proves itself: it may be the token that opens the account. So does what was turned in
        // place.
        var session = issuer.strategy() == Strategy.HAND_OFF || key.inPlace()
                ? Optional.<Sessions.Session>empty()
                : Optional.of(sessions.forWorkspace(issuer, scene.account(), place));
        if (session.isPresent()
                && session.get() instanceof Sessions.Session.Closed(var reason, var detail, var after)) {
            return new Outcome.Blocked(reason, detail, after);
        }
        var rule = ports.accounts().endpoint(place.endpoint());
        var often = key.inPlace() ? rule.once() : rule;
        return switch (proofs.accepted(issuer, place.endpoint(), scene.materialOf(key), often)) {
            case Probed.Accepted _ -> new Outcome.Accepted();
            case Probed.Refused _ -> refused(issuer, scene, key, rule);
            case Probed.Inconclusive(var reason, var after) -> new Outcome.Failed(reason, after);
        };
    }

    /** One answer of a server that has not heard yet is to condemn nothing: a key is bad when it is refused as often as a good one is accepted. */
    private Outcome refused(Issuer issuer, Scene scene, Key key, Endpoint rule) {
        var outcome = Verification.refused(key, ports.time().instant());
        if (!(outcome instanceof Outcome.Refused)) {
            return outcome;
        }
        return switch (proofs.refused(issuer, key.place().endpoint(), scene.materialOf(key), rule)) {
            case Probed.Refused _ -> outcome;
            case Probed.Accepted _ -> Verification.undecided();
            case Probed.Inconclusive(var reason, var after) -> new Outcome.Failed(reason, after);
        };
    }

    private static Outcome blocked(Reason reason, String detail) {
        return new Outcome.Blocked(reason, detail, Optional.<Duration>empty());
    }
}
