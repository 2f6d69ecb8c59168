package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Strategy;
import dev.keyturn.port.Accounts.Account;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.Probed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks about the value in use. That it died outside takes two proofs which fail in different ways: the hub refuses it, and the list of
 * the management API does not have it alive. Where only one of them says so, nothing is done.
 */
final class Checking {

    private final Ports ports;
    private final Sessions sessions;
    private final Proofs proofs;

    Checking(Ports ports, Sessions sessions) {
        this.ports = ports;
        this.sessions = sessions;
        proofs = new Proofs(ports.ending());
    }

    Outcome check(Scene scene, Key key) {
        var issuer = ports.issuer(key.kind());
        var place = key.place();
        var material = scene.materialOf(key);
        return switch (issuer.probe(place.endpoint(), material)) {
            case Probed.Accepted _ -> new Outcome.Accepted();
            case Probed.Inconclusive(var reason, var after) -> unprobed(reason, after);
            case Probed.Refused _ ->
                switch (proofs.refused(
                        issuer, place.endpoint(), material, ports.accounts().endpoint(place.endpoint()))) {
                    case Probed.Accepted _ -> new Outcome.Accepted();
                    case Probed.Inconclusive(var reason, var after) -> unprobed(reason, after);
                    case Probed.Refused _ -> refused(scene, key, issuer);
                };
        };
    }

    private static Outcome unprobed(Reason reason, Optional<Duration> after) {
        return new Outcome.Blocked(reason, "the key in use could not be probed", after);
    }

    private Outcome refused(Scene scene, Key key, Issuer issuer) {
        if (issuer.strategy() == Strategy.HAND_OFF) {
            return other(issuer, scene.account().orElseThrow());
        }
        return switch (sessions.forWorkspace(issuer, scene.account(), key.place())) {
            case Sessions.Session.Closed(var reason, var detail, var after) ->
                new Outcome.Blocked(reason, detail, after);
            case Sessions.Session.Open open -> listed(key, issuer, open);
        };
    }

    /** There is no list of what people made: that the account's own token is accepted in this very moment is the other proof. */
    private Outcome other(Issuer issuer, Account account) {
        if (sessions.open(issuer, account) instanceof Sessions.Session.Open believed) {
            sessions.doubt(believed.access());
        }
        return sessions.open(issuer, account) instanceof Sessions.Session.Closed(var reason, var detail, var after)
                ? new Outcome.Blocked(reason, detail, after)
                : new Outcome.Died();
    }

    /** A list that lags is asked twice before an absence counts. */
    private Outcome listed(Key key, Issuer issuer, Sessions.Session.Open open) {
        for (var round = 0; round < 2; round++) {
            if (round > 0) {
                pause();
            }
            switch (issuer.list(open.access(), key.place().workspace())) {
                case Answer.Fault<List<Listed>> fault -> {
                    return new Outcome.Blocked(
                            fault.reason(), "the list of keys could not be had whole", fault.after());
                }
                case Answer.Ok<List<Listed>>(var all) -> {
                    var own = all.stream()
                            .filter(listed -> listed.id().equals(key.id()))
                            .findFirst();
                    if (own.filter(Listed::deleted).isPresent()) {
                        return new Outcome.Died();
                    }
                    if (own.isPresent()) {
                        return new Outcome.Blocked(
                                Reason.ProviderDisagrees,
                                "the provider refuses the key in use and lists it as alive; nothing is made in its place while"
                                        + " the two do not agree",
                                Optional.empty());
                    }
                }
            }
        }
        return new Outcome.Died();
    }

    private void pause() {
        try {
            ports.ending().pause(Recorder.LIST_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted between two lists", e);
        }
    }
}
