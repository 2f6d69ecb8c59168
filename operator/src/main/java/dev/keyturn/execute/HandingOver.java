package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.port.AccountRecords.AccountRecord;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Deliveries;
import dev.keyturn.port.Deliveries.Delivery;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Workspace;
import dev.keyturn.port.Material;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Probed;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person brings: asked for, looked at from every side before it is taken in, and cleared away. */
final class HandingOver {

    private static final Logger log = LoggerFactory.getLogger(HandingOver.class);

    /** One text for both: whoever hands in what is not theirs is not told whose it is. */
    private static final String NOT_OURS = "it is of another account, or in use elsewhere";

    private final Ports ports;
    private final Sessions sessions;
    private final Proofs proofs;

    HandingOver(Ports ports, Sessions sessions) {
        this.ports = ports;
        this.sessions = sessions;
        proofs = new Proofs(ports.ending());
    }

    /** Asking needs no provider, and no token that works: what is brought may be what mends the account. */
    Outcome ask(Scene scene) {
        return scene.account()
                .<Outcome>map(
                        account -> new Outcome.Clear(Place.ofAccount(sessions.recordOf(account), account.endpoint())))
                .orElseGet(() ->
                        new Outcome.Blocked(Reason.AccountMissing, "the account is gone", Optional.<Duration>empty()));
    }

    Outcome prepare(Scene scene) throws WriteLostException, PermissionMissingException {
        ports.deliveries().prepare(scene.wanted().target(), scene.wanting().owner());
        return new Outcome.Done();
    }

    /** What was handed in is taken away only as it was looked at: a value that somebody puts there meanwhile is not lost. */
    Outcome withdraw(Scene scene, Step.Withdraw step) throws WriteLostException, PermissionMissingException {
        var target = scene.wanted().target();
        var delivery = ports.deliveries().look(target);
        if (delivery.state() != Deliveries.State.OURS) {
            return new Outcome.Done();
        }
        var handOff = scene.keyring().ledger().handOff();
        if (!delivery.data().isEmpty() && !fingerprint(delivery).equals(step.fingerprint())) {
            throw new WriteLostException("something else was handed in meanwhile");
        }
        if (handOff != null && handOff.taken() != null) {
            ports.deliveries().remove(target, delivery);
        } else {
            ports.deliveries().empty(target, delivery);
        }
        return new Outcome.Done();
    }

    private String fingerprint(Delivery delivery) {
        return delivery.fingerprint(ports.installation().fingerprintKey());
    }

    /** What lies in the Secret that was prepared for it. */
    Performed accept(Scene scene, Step.Accept step) throws WriteLostException, PermissionMissingException {
        var delivery = ports.deliveries().look(scene.wanted().target());
        if (!fingerprint(delivery).equals(step.fingerprint())) {
            throw new WriteLostException("something else was handed in meanwhile");
        }
        var issuer = ports.issuer(scene.kind());
        return switch (Handed.read(
                delivery.data(), issuer.guide().fields(), ports.time().instant())) {
            case Handed.Unusable(var why) -> Performed.of(new Outcome.Unfit(why));
            case Handed.Usable usable -> {
                if (!usable.ignored().isEmpty()) {
                    log.atInfo()
                            .addKeyValue("entries", usable.ignored())
                            .log("a delivery has entries that nobody asked for; they are ignored");
                }
                yield judge(scene, issuer, step.attempt(), step.fingerprint(), usable.material(), usable.expiresAt());
            }
        };
    }

    /** The value that stands in the Secret already, which its owner has put under management by consent. */
    Performed takeStanding(Scene scene, Step.TakeStanding step) throws WriteLostException, PermissionMissingException {
        var issuer = ports.issuer(scene.kind());
        Demand demand = scene.wanted();
        var look = ports.publisher().look(demand.target(), scene.feeds());
        var material = Template.extracted(demand.data(), issuer.fields(), look.data())
                .filter(found -> found.fields().values().stream().noneMatch(value -> value.isBlank()));
        return material.isEmpty()
                ? Performed.of(new Outcome.Unfit("no value"))
                : judge(scene, issuer, step.attempt(), "", material.get(), null);
    }

    private Performed judge(
            Scene scene, Issuer issuer, String attempt, String handedIn, Material material, @Nullable Instant expiresAt)
            throws WriteLostException {
        var ledger = scene.keyring().ledger();
        var fingerprint = issuer.fingerprint(material, ports.installation().fingerprintKey());
        if (isKnown(ledger, fingerprint)) {
            return Performed.of(new Outcome.Unfit("it is a value that this credential has already, or had"));
        }
        var account = scene.account().orElse(null);
        if (account == null) {
            return Performed.of(
                    new Outcome.Blocked(Reason.AccountMissing, "the account is gone", Optional.<Duration>empty()));
        }
        var access =
                new Access(account.endpoint(), material.field(issuer.fields().getLast()));
        switch (proofs.accepted(
                issuer, account.endpoint(), material, ports.accounts().endpoint(account.endpoint()))) {
            case Probed.Refused _ -> {
                return Performed.of(new Outcome.Unfit("the provider refuses it"));
            }
            case Probed.Inconclusive(var reason, var after) -> {
                return Performed.of(new Outcome.Blocked(reason, "what was handed in could not be probed", after));
            }
            case Probed.Accepted _ -> {}
        }
        return switch (issuer.workspaces(access)) {
            case Answer.Fault<List<Workspace>> fault ->
                Performed.of(
                        fault.kind() == Answer.Kind.UNAUTHORIZED
                                ? new Outcome.Unfit("the provider refuses it")
                                : new Outcome.Blocked(
                                        fault.reason(), "what was handed in could not be probed", fault.after()));
            case Answer.Ok<List<Workspace>>(var workspaces) -> {
                var uids = workspaces.stream().map(Workspace::uid).toList();
                yield isOurs(issuer, account, ledger, uids)
                                && ports.claims()
                                        .take(fingerprint, scene.stored().orElseThrow())
                        ? Performed.with(
                                new Outcome.Delivered(
                                        attempt, "handed-over-" + attempt, fingerprint, handedIn, expiresAt, uids),
                                attempt,
                                material)
                        : Performed.of(new Outcome.Unfit(NOT_OURS));
            }
        };
    }

    private static boolean isKnown(Ledger ledger, String fingerprint) {
        return ledger.keys().stream().anyMatch(key -> fingerprint.equals(key.fingerprint()));
    }

    /** A token is of the same account if it shares a workspace with those before it; the first one of all has nothing to be compared with. */
    private boolean isOurs(Issuer issuer, Account account, Ledger ledger, Collection<String> uids) {
        var known = ledger.accountUids().isEmpty() ? ofAccount(issuer, account) : Set.copyOf(ledger.accountUids());
        return known.isEmpty() || uids.stream().anyMatch(known::contains);
    }

    private Set<String> ofAccount(Issuer issuer, Account account) {
        if (sessions.open(issuer, account) instanceof Sessions.Session.Open open) {
            return open.workspaces().stream().map(Workspace::uid).collect(Collectors.toSet());
        }
        return ports.records().read(sessions.recordOf(account)).map(AccountRecord::tokens).orElse(List.of()).stream()
                .flatMap(token -> token.workspaceUids().stream())
                .collect(Collectors.toSet());
    }
}
