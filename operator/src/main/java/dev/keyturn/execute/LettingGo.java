package dev.keyturn.execute;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Standing;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.Optional;

/** What happens to a keyring when its resource goes, and when another one comes. */
final class LettingGo {

    private static final Duration DISCOVERY_LAG = Duration.ofMillis(500);
    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Ports ports;
    private final Sessions sessions;
    private final Rendering rendering;

    LettingGo(Ports ports, Sessions sessions, Rendering rendering) {
        this.ports = ports;
        this.sessions = sessions;
        this.rendering = rendering;
    }

    /** A deletion counts only while the kind itself stays. */
    Outcome release(Scene scene) {
        return isReleasedByAPerson(scene) || !beingRemoved(scene.kind())
                ? new Outcome.Done()
                : new Outcome.KindRemoved();
    }

    /** The annotation on the keyring is a word about this keyring, whatever becomes of the kind. */
    private static boolean isReleasedByAPerson(Scene scene) {
        return scene.stored().filter(StoredKeyring::releaseAsked).isPresent();
    }

    /** Asked twice with a moment between: discovery may lag behind the removal of a kind, whose resources go at once. */
    private boolean beingRemoved(String kind) {
        if (ports.resources().beingRemoved(kind)) {
            return true;
        }
        try {
            ports.pause().take(DISCOVERY_LAG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted before a release", e);
        }
        return ports.resources().beingRemoved(kind);
    }

    /** What a new owner needs to know; it is read live, since a cache may still hold what was deleted. The provider is asked only where that is possible right now. */
    Outcome takeOver(Scene scene) throws PermissionMissingException {
        if (ports.resources().demand(scene.wanting().owner()).isEmpty()) {
            return new Outcome.Blocked(
                    Reason.Conflict, "the resource that would take over is gone or going", Optional.of(A_MOMENT));
        }
        var demand = scene.wanted();
        var uid = scene.account()
                .map(account -> sessions.open(ports.issuer(scene.kind()), account))
                .filter(Sessions.Session.Open.class::isInstance)
                .map(Sessions.Session.Open.class::cast)
                .flatMap(open -> open.workspace(demand.workspace()))
                .map(Workspace::uid);
        var look = ports.publisher().look(demand.target(), scene.feeds());
        var view = rendering.claimed(
                look, scene.name(), scene.keyring(), scene.wanting().owner(), demand);
        var current = scene.keyring().ledger().current();
        var holdsCurrent = view instanceof SinkView.Ours ours
                && current.isPresent()
                && ours.holds().equals(current.map(key -> key.attempt()));
        return new Outcome.TakenOver(uid, holdsCurrent);
    }

    /** The delay is over: asked once more whether the deletion counts, and whether nobody wants the Secret after all. */
    Outcome condemnAll(Scene scene) {
        var ledger = scene.keyring().ledger();
        if (!isReleasedByAPerson(scene)
                && ports.resources().beingRemoved(ledger.owner().kind())) {
            return blocked("the kind " + ledger.owner().kind() + " is not served");
        }
        var fed = fedBy(ledger);
        if (fed.isPresent()) {
            return new Outcome.Blocked(
                    Reason.TokenUnmanaged,
                    fed.get() + " takes its service token from Secret "
                            + ledger.target().secretName() + "; it stays until no account does",
                    Optional.of(A_MINUTE));
        }
        return ports.resources()
                .naming(ledger.target())
                .map(owner -> blocked(owner.reference() + " names the Secret and takes it over"))
                .orElseGet(Outcome.Done::new);
    }

    private static Outcome blocked(String detail) {
        return new Outcome.Blocked(Reason.Revoking, detail, Optional.of(A_MINUTE));
    }

    /** An account that the published Secret is needed by; nothing but a service token is ever published to one that an account names. */
    private Optional<String> fedBy(Ledger ledger) {
        return ports.issuer(ledger.owner().kind()).strategy() == Strategy.HAND_OFF
                ? ports.accounts().fedBy(ledger.target())
                : Optional.empty();
    }

    /** The Secret goes only if this keyring stamped it and is still released; an adopted one loses only what is ours. */
    Outcome unpublish(Scene scene) throws WriteLostException, PermissionMissingException {
        var ledger = scene.keyring().ledger();
        var look = ports.publisher().look(ledger.target());
        var live = ports.keyrings().read(scene.name());
        if (live.filter(found -> found.keyring().ledger().equals(ledger)).isEmpty()
                || ledger.standing() != Standing.Released) {
            throw new WriteLostException("the keyring changed since the decision");
        }
        var fed = fedBy(ledger);
        if (fed.isPresent()) {
            throw new WriteLostException(fed.get() + " takes its service token from the Secret");
        }
        var sink = ledger.sink();
        if (sink != null
                && look.exists()
                && look.annotation(Names.KEYRING).filter(scene.name()::equals).isPresent()) {
            ports.publisher().remove(look, Traces.left(look, scene.keyring(), sink));
        }
        return new Outcome.Done();
    }
}
