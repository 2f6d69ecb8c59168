package dev.keyturn.execute;

import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
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

    /** Nobody is asked any more: what was prepared for it goes, with whatever lies in it. A courtesy, which keeps nobody from going. */
    void abandon(Target target) {
        try {
            var delivery = ports.deliveries().look(target);
            if (delivery.state() == Deliveries.State.OURS) {
                ports.deliveries().remove(target, delivery);
            }
        } catch (StoppedException e) {
            throw e;
        } catch (WriteLostException | PermissionMissingException | RuntimeException e) {
            log.atWarn()
                    .addKeyValue("secret", target.namespace() + "/" + target.delivery())
                    .log("the Secret in which a value was to be handed in stays behind: {}", e.getMessage());
        }
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
                : judge(
                        scene,
                        issuer,
                        step.attempt(),
                        issuer.fingerprint(material.get(), ports.installation().fingerprintKey()),
                        material.get(),
                        null);
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
                yield switch (known(issuer, account, ledger)) {
                    case Ours.Doubtful(var closed) ->
                        Performed.of(new Outcome.Blocked(closed.reason(), closed.detail(), closed.after()));
                    case Ours.Known(var ours) -> {
                        if (!(ours.isEmpty() || uids.stream().anyMatch(ours::contains))
                                || !ports.claims()
                                        .take(fingerprint, scene.stored().orElseThrow())) {
                            yield Performed.of(new Outcome.Unfit(NOT_OURS));
                        }
                        // What proves later that an old one is dead, where nothing else is left to tell by.
                        sessions.remember(new Sessions.Session.Open(access, sessions.recordOf(account), workspaces));
                        yield Performed.with(
                                new Outcome.Delivered(
                                        attempt, "handed-over-" + attempt, fingerprint, handedIn, expiresAt, uids),
                                attempt,
                                material);
                    }
                };
            }
        };
    }

    /** What is known of the account: the workspaces that tell it; none where it is the first token of all. */
    private sealed interface Ours {
        record Known(Set<String> uids) implements Ours {}

        record Doubtful(Sessions.Session.Closed why) implements Ours {}
    }

    private static boolean isKnown(Ledger ledger, String fingerprint) {
        return ledger.keys().stream().anyMatch(key -> fingerprint.equals(key.fingerprint()));
    }

    /** By the tokens before it, else by the account's own; that one cannot be asked just now says nothing of either. */
    private Ours known(Issuer issuer, Account account, Ledger ledger) {
        var place = ledger.place();
        var record = sessions.recordOf(account);
        if (!ledger.accountUids().isEmpty() && place != null && place.account().equals(record)) {
            return new Ours.Known(Set.copyOf(ledger.accountUids()));
        }
        return switch (sessions.open(issuer, account)) {
            case Sessions.Session.Open open -> new Ours.Known(uids(open.workspaces()));
            case Sessions.Session.Closed closed -> {
                var recorded = ports.records().read(record).map(AccountRecord::tokens).orElse(List.of()).stream()
                        .flatMap(token -> token.workspaceUids().stream())
                        .collect(Collectors.toSet());
                yield switch (closed.reason()) {
                    case AccountUnauthorized, TokenMissing, TokenEmpty -> new Ours.Known(recorded);
                    default -> recorded.isEmpty() ? new Ours.Doubtful(closed) : new Ours.Known(recorded);
                };
            }
        };
    }

    private static Set<String> uids(List<Workspace> workspaces) {
        return workspaces.stream().map(Workspace::uid).collect(Collectors.toSet());
    }
}
