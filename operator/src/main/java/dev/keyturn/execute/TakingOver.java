package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Rivals;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Compared;
import dev.keyturn.port.Material;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys that people had made: which one a value is, and whether a credential can begin with it. */
final class TakingOver {

    private static final Logger log = LoggerFactory.getLogger(TakingOver.class);

    /** A Secret that nobody has said anything of is compared with the provider's list so often. */
    private static final Duration CALM = Duration.ofMinutes(10);

    private static final int MOST_SUGGESTED = 5;

    private final Ports ports;
    private final Sessions sessions;
    private final Entry entry;
    private final Proofs proofs;

    TakingOver(Ports ports, Sessions sessions) {
        this.ports = ports;
        this.sessions = sessions;
        entry = new Entry(sessions);
        proofs = new Proofs(ports.ending());
    }

    /** The ids of the keys that the value in the Secret may be are told, and what to write to begin with one. */
    Outcome suggest(Scene scene, String detail) throws PermissionMissingException {
        var issuer = ports.issuer(scene.kind());
        var look = ports.publisher().look(scene.wanted().target());
        var slug = scene.wanted().workspace();
        if (!(Standing.in(look, scene.wanted(), issuer) instanceof Standing.Value(var material))
                || !(scene.account()
                                .map(account -> sessions.open(issuer, account))
                                .orElse(null)
                        instanceof Sessions.Session.Open open)
                || open.workspace(slug).isEmpty()) {
            return silent(detail);
        }
        return switch (issuer.compare(open.access(), slug, material)) {
            case Answer.Fault<List<Compared>> _ -> silent(detail);
            case Answer.Ok<List<Compared>>(var compared) -> {
                var fitting = fitting(compared);
                yield silent(
                        fitting.isEmpty()
                                ? detail
                                : detail + "; by what the provider shows of it the value there is that of key "
                                        + String.join(" or ", fitting)
                                        + ": to begin with it, add to spec before that: takeOver: {keyId: "
                                        + fitting.getFirst() + ", revoke: true}");
            }
        };
    }

    private static Outcome silent(String detail) {
        return new Outcome.Blocked(Reason.NotAdoptable, detail, Optional.of(CALM));
    }

    /** Those that could be taken over. */
    private static List<String> fitting(List<Compared> compared) {
        return compared.stream()
                .filter(one -> one.fits() && objection(one).isEmpty())
                .map(one -> one.key().id())
                .sorted()
                .limit(MOST_SUGGESTED)
                .toList();
    }

    /** What speaks against the key, whatever the value in the Secret is. */
    private static Optional<String> objection(Compared one) {
        if (one.key().deleted()) {
            return Optional.of("was deleted at the provider");
        }
        if (one.remains()) {
            return Optional.of(
                    "is the default pair of the workspace; it turns in place, by a resource with pair: Default");
        }
        return ProviderName.parse(one.key().name())
                .map(_ -> "was made by Keyturn; only what a person had made can be taken over");
    }

    /** Everything that has to hold before the key is taken in; without a keyring yet, as much as can be found out without one. */
    Performed begin(Scene scene, Step.BeginWith step) throws WriteLostException, PermissionMissingException {
        var issuer = ports.issuer(scene.kind());
        var look = ports.publisher().look(scene.wanted().target());
        if (!look.exists() || !Rendering.consents(look, scene.wanting().owner())) {
            return unfit("Secret " + scene.wanted().target().secretName() + " does not consent any more");
        }
        return switch (Standing.in(look, scene.wanted(), issuer)) {
            case Standing.Unfit(var why) -> unfit(why);
            case Standing.Value(var material) ->
                switch (entry.into(scene, issuer)) {
                    case Entry.Found.Shut(var why) -> Performed.of(why);
                    case Entry.Found.Open(var session, var place) ->
                        begin(scene, step, issuer, session, place, material);
                };
        };
    }

    private Performed begin(
            Scene scene, Step.BeginWith step, Issuer issuer, Sessions.Session.Open open, Place place, Material material)
            throws WriteLostException {
        return switch (issuer.compare(open.access(), place.workspace(), material)) {
            case Answer.Fault<List<Compared>> fault -> {
                sessions.doubt(open.access());
                yield Performed.of(
                        new Outcome.Blocked(fault.reason(), "the list of keys could not be had whole", fault.after()));
            }
            case Answer.Ok<List<Compared>>(var compared) -> {
                var why = why(scene, step.keyId(), compared);
                if (why.isPresent()) {
                    yield Performed.of(why.get());
                }
                yield scene.stored().isEmpty()
                        ? Performed.of(new Outcome.Clear(place))
                        : proved(scene, step, issuer, place, material);
            }
        };
    }

    /** What speaks against beginning with the key, by the provider's list. */
    private static Optional<Outcome> why(Scene scene, String keyId, List<Compared> compared) {
        var lost = Issuing.madeFor(
                scene.name(), compared.stream().map(Compared::key).toList());
        if (scene.stored().isEmpty() && lost.isPresent()) {
            return lost;
        }
        var named = "key " + keyId + ", which spec.takeOver names, ";
        var found = compared.stream()
                .filter(one -> one.key().id().equals(keyId))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return notAdoptable("workspace " + scene.wanted().workspace() + " of this account has no key " + keyId
                    + ", which spec.takeOver names" + instead(compared));
        }
        var objection = objection(found);
        if (objection.isPresent()) {
            return notAdoptable(named + objection.get());
        }
        return found.fits()
                ? Optional.empty()
                : notAdoptable(named + "is not the one in Secret "
                        + scene.wanted().target().secretName()
                        + ": what the provider shows of its value is not what stands there" + instead(compared));
    }

    private static String instead(List<Compared> compared) {
        var fitting = fitting(compared);
        return fitting.isEmpty()
                ? ""
                : "; the value there fits " + fitting.stream().collect(Collectors.joining(" or "));
    }

    /** It works, and nobody else has it. */
    private Performed proved(Scene scene, Step.BeginWith step, Issuer issuer, Place place, Material material)
            throws WriteLostException {
        var rule = ports.accounts().endpoint(place.endpoint());
        return switch (proofs.accepted(issuer, place.endpoint(), material, rule)) {
            case Probed.Refused _ ->
                unfit("the provider lists key " + step.keyId() + " alive, and refuses the value in Secret "
                        + scene.wanted().target().secretName());
            case Probed.Inconclusive(var reason, var after) ->
                Performed.of(new Outcome.Blocked(reason, "the value in the Secret could not be probed", after));
            case Probed.Accepted _ -> {
                var rival = ports.claims()
                        .rival(
                                "key " + step.keyId() + " of " + place.workspaceUid(),
                                scene.stored().orElseThrow(),
                                ledger -> ledger.mayHave(step.keyId()));
                yield rival.isPresent()
                        ? Performed.of(new Outcome.Blocked(
                                Reason.Conflict,
                                Rivals.ofKey(Rivals.keyring(rival.get()), step.keyId()),
                                Optional.<Duration>empty()))
                        : Performed.with(
                                new Outcome.TakenIn(
                                        place,
                                        step.attempt(),
                                        step.keyId(),
                                        issuer.fingerprint(
                                                material, ports.installation().fingerprintKey()),
                                        scene.wanted().takeOver().orElseThrow().revoke()),
                                step.attempt(),
                                material);
            }
        };
    }

    private static Performed unfit(String why) {
        return Performed.of(notAdoptable(why).orElseThrow());
    }

    private static Optional<Outcome> notAdoptable(String why) {
        return Optional.of(new Outcome.Blocked(Reason.NotAdoptable, why, Optional.<Duration>empty()));
    }

    /** Nothing is done for it: whoever had it taken over wanted it to live on. */
    Outcome leave(Scene scene, Key key) {
        log.atInfo()
                .addKeyValue("keyring", scene.name())
                .addKeyValue("key", key.id())
                .addKeyValue("workspace", key.place().workspace())
                .log("a key that was taken over with revoke: false is left alive");
        return new Outcome.Done();
    }
}
