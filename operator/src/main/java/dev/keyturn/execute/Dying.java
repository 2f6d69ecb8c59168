package dev.keyturn.execute;

import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Gate;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at everything that speaks against a death, revokes, and proves. */
final class Dying {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private final Ports ports;
    private final Sessions sessions;
    private final Rendering rendering;
    private final Proofs proofs;
    private final EndedByHand byHand;
    private final Restarting restarting;

    Dying(Ports ports, Limits limits, Sessions sessions, Rendering rendering, Restarting restarting) {
        this.ports = ports;
        this.sessions = sessions;
        this.rendering = rendering;
        this.restarting = restarting;
        proofs = new Proofs(ports.ending());
        byHand = new EndedByHand(ports, limits, proofs);
    }

    /**
     * Resource and Secret are read live in this very pass, the Secret by value, and the current key is probed. What is decided is
     * written on the version of the keyring that it was decided on, or not at all.
     */
    Outcome condemn(Scene scene, List<Key> asked) throws WriteLostException, PermissionMissingException {
        var ledger = scene.keyring().ledger();
        var current = ledger.current().orElse(null);
        var demand = ports.resources().demand(scene.wanting().owner()).orElse(null);
        if (current == null || demand == null || !Deaths.isRecorded(ledger)) {
            return blocked(Reason.WaitingForConsumers, "the resource changed meanwhile");
        }
        var now = ports.time().instant();
        var keys = Deaths.due(ledger, asked, demand, now);
        if (keys.isEmpty()) {
            return blocked(Reason.Overlap, "the resource changed meanwhile");
        }
        var read = scene.fresh().filter(fresh -> fresh.target().equals(demand.target()));
        var look = read.isPresent() ? read.get() : ports.publisher().look(demand.target(), scene.feeds());
        var view = rendering.claimed(
                look, scene.name(), scene.keyring(), scene.wanting().owner(), demand);
        if (!(view instanceof SinkView.Ours ours)
                || ours.holds().filter(current.attempt()::equals).isEmpty()) {
            throw new WriteLostException("the Secret does not hold the current value");
        }
        // Pods first: one that holds the value for days is to cost a list now and then, and no call of the provider.
        var holdable = Gate.holdable(ledger, keys, demand, now);
        List<PodUse> pods = holdable.isEmpty() ? List.of() : ports.workloads().users(demand.target());
        return switch (Gate.judge(ledger, keys, demand, pods, now)) {
            case Outcome.Condemnable free ->
                alive(scene, current).map(Outcome.class::cast).orElse(free);
            case Outcome.Held _ -> Gate.judge(ledger, keys, demand, restarting.noted(scene, pods), now);
            case Outcome other -> other;
        };
    }

    /** What speaks against the current key, which is to be the good one that is left. */
    private Optional<Outcome.Blocked> alive(Scene scene, Key current) {
        var issuer = ports.issuer(current.kind());
        var place = current.place();
        if (issuer.strategy() != Strategy.HAND_OFF
                && sessions.forWorkspace(issuer, scene.account(), place)
                        instanceof Sessions.Session.Closed(var reason, var detail, var after)) {
            return Optional.of(new Outcome.Blocked(reason, detail, after));
        }
        return switch (issuer.probe(place.endpoint(), scene.materialOf(current))) {
            case Probed.Accepted _ -> Optional.empty();
            case Probed.Refused _ ->
                Optional.of(blocked(
                        Reason.ProviderDisagrees,
                        "the provider refuses the current key, which is in the Secret; no older one dies while it does; "
                                + "if it was ended there, ask for a new one by the annotation " + Names.ROTATE));
            case Probed.Inconclusive(var reason, var after) ->
                Optional.of(new Outcome.Blocked(reason, "the current key could not be probed", after));
        };
    }

    /** Revokes, however often that was done before, and proves by probes or, without material or control, by the list. */
    Outcome revoke(Scene scene, Step.Revoke step) throws PermissionMissingException {
        var key = step.key();
        if (scene.demand().isEmpty() && !key.exposed() && isPublished(scene, key)) {
            return new Outcome.Blocked(
                    Reason.Conflict,
                    "somebody has put the value of revision " + key.revision()
                            + " back into the Secret, and nobody puts that right; it"
                            + " dies when the Secret holds another one, or is gone",
                    Optional.of(A_WHILE));
        }
        var issuer = ports.issuer(key.kind());
        if (key.inPlace()) {
            return replaced(scene, step, issuer);
        }
        if (issuer.strategy() == Strategy.HAND_OFF) {
            return byHand.ended(scene, step, issuer);
        }
        var place = key.place();
        var session = sessions.forWorkspace(issuer, scene.account(), place);
        if (!(session instanceof Sessions.Session.Open open)) {
            var closed = (Sessions.Session.Closed) session;
            return Deaths.unproved(
                    key,
                    Optional.of(closed.reason()),
                    closed.after(),
                    ports.time().instant());
        }
        var byProbes = step.control().isPresent() && key.withMaterial();
        if (!byProbes && !key.listed()) {
            var seen = listed(issuer, open, key);
            if (!(seen instanceof Outcome.Listed(var present)) || present) {
                return seen;
            }
        }
        var answer = issuer.revoke(
                open.access(),
                place.workspace(),
                key.id(),
                ports.warrant(
                        scene.keyring().ledger().target(),
                        ports.time().instant().plus(CALL)));
        if (answer instanceof Answer.Fault<Boolean> fault) {
            if (fault.kind() == Answer.Kind.UNAUTHORIZED || fault.kind() == Answer.Kind.MISSING) {
                sessions.doubt(open.access());
            }
            if (fault.kind() != Answer.Kind.UNKNOWN) {
                return Deaths.unproved(
                        key,
                        Optional.of(fault.reason()),
                        fault.after(),
                        ports.time().instant());
            }
        }
        return byProbes ? probed(scene, key, step.control().orElseThrow(), issuer) : listedAfter(issuer, open, key);
    }

    /** A living resource puts that right before anything dies; for one that is gone nobody does. */
    private boolean isPublished(Scene scene, Key key) throws PermissionMissingException {
        var ledger = scene.keyring().ledger();
        return ledger.sink() != null
                && Traces.holder(ports.publisher().look(ledger.target()), scene.keyring(), null)
                        .map(Key::attempt)
                        .filter(key.attempt()::equals)
                        .isPresent();
    }

    /** Its record has a later value: there is nothing to call for, only to ask whether the provider goes by that. */
    private Outcome replaced(Scene scene, Step.Revoke step, Issuer issuer) {
        var key = step.key();
        return sessions.forWorkspace(issuer, scene.account(), key.place())
                        instanceof Sessions.Session.Closed(var reason, var _, var after)
                ? Deaths.unproved(key, Optional.of(reason), after, ports.time().instant())
                : step.control()
                        .filter(_ -> key.withMaterial())
                        .map(control -> probed(scene, key, control, issuer))
                        .orElseGet(() -> Deaths.unproved(
                                key,
                                Optional.empty(),
                                Optional.empty(),
                                ports.time().instant()));
    }

    private Outcome probed(Scene scene, Key key, Key control, Issuer issuer) {
        var endpoint = key.place().endpoint();
        var rule = ports.accounts().endpoint(endpoint);
        return switch (proofs.refused(issuer, endpoint, scene.materialOf(key), scene.materialOf(control), rule)) {
            case Probed.Refused _ -> new Outcome.Dead();
            case Probed.Accepted _ ->
                Deaths.unproved(
                        key, Optional.empty(), Optional.empty(), ports.time().instant());
            case Probed.Inconclusive(var reason, var after) ->
                Deaths.unproved(key, Optional.of(reason), after, ports.time().instant());
        };
    }

    private Outcome listedAfter(Issuer issuer, Sessions.Session.Open open, Key key) {
        var seen = listed(issuer, open, key);
        return seen instanceof Outcome.Listed(var present) && present
                ? Deaths.unproved(
                        key, Optional.empty(), Optional.empty(), ports.time().instant())
                : seen;
    }

    /** What a complete list says of the key: dead, or there, or absent, which alone is no proof. */
    private Outcome listed(Issuer issuer, Sessions.Session.Open open, Key key) {
        return switch (issuer.list(open.access(), key.place().workspace())) {
            case Answer.Fault<List<Listed>> fault ->
                Deaths.unproved(
                        key,
                        Optional.of(fault.reason()),
                        fault.after(),
                        ports.time().instant());
            case Answer.Ok<List<Listed>>(var all) -> {
                var own = all.stream()
                        .filter(listed -> listed.id().equals(key.id()))
                        .findFirst();
                yield own.filter(Listed::deleted).isPresent()
                        ? new Outcome.Dead()
                        : new Outcome.Listed(own.isPresent());
            }
        };
    }

    private static Outcome.Blocked blocked(Reason reason, String detail) {
        return new Outcome.Blocked(reason, detail, Optional.of(SOON));
    }
}
