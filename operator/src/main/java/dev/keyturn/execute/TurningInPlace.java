package dev.keyturn.execute;

import dev.keyturn.plan.Intent;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Rivals;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Way;
import dev.keyturn.port.Answer;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the value of a record replaced, and looks at the one that it has. */
final class TurningInPlace {

    private static final Logger log = LoggerFactory.getLogger(TurningInPlace.class);

    /** In place of a record's id, where nobody tells it. */
    static final String UNNAMED = "default-pair";

    private final Ports ports;
    private final Sessions sessions;
    private final Memory memory;
    private final Entry entry;
    private final ShownValues values;

    TurningInPlace(Ports ports, Sessions sessions, Memory memory) {
        this.ports = ports;
        this.sessions = sessions;
        this.memory = memory;
        entry = new Entry(sessions);
        values = new ShownValues(ports);
    }

    /** Where a record is, and how far a program gets with it. */
    private record Reached(Issuer issuer, InPlace inPlace, Sessions.Session.Open session, Place place, Way way) {}

    /** What a record has. */
    private record Read(String id, Material material) {}

    private sealed interface Attempt<T> {
        record Got<T>(T value) implements Attempt<T> {}

        record Not<T>(Outcome why) implements Attempt<T> {}
    }

    /** How far a program gets is in memory from then on. */
    Outcome findOut(Scene scene) throws WriteLostException {
        return reach(scene) instanceof Attempt.Not<Reached>(var why) ? why : new Outcome.Done();
    }

    /** Asking a person takes a workspace that is known, and its record for this keyring alone. */
    Outcome ask(Scene scene) throws WriteLostException {
        return switch (reach(scene)) {
            case Attempt.Not<Reached>(var why) -> why;
            case Attempt.Got<Reached>(var reached) ->
                reached.way() == Way.Api
                        ? new Outcome.Done()
                        : claimed(scene, reached).orElseGet(() -> new Outcome.Clear(reached.place()));
        };
    }

    /** Everything that has to hold before an intent is written; a value that somebody else has put there is taken in instead. */
    Performed prepare(Scene scene, Step.Begin step) throws WriteLostException, PermissionMissingException {
        return switch (reach(scene)) {
            case Attempt.Not<Reached>(var why) -> Performed.of(why);
            case Attempt.Got<Reached>(var reached) -> {
                if (reached.way() != Way.Api) {
                    yield Performed.of(new Outcome.Done());
                }
                var taken = claimed(scene, reached);
                if (taken.isPresent()) {
                    yield Performed.of(taken.get());
                }
                yield switch (read(scene, reached)) {
                    case Attempt.Not<Read>(var why) -> Performed.of(why);
                    case Attempt.Got<Read>(var read) -> {
                        if (!values.isToBeReplaced(scene, reached.issuer(), read.material())) {
                            yield values.taken(
                                    scene,
                                    reached.issuer(),
                                    reached.place(),
                                    read.id(),
                                    read.material(),
                                    step.attempt());
                        }
                        // Once the value is turned, what is published is dead: that it can be written is asked before.
                        ports.publisher()
                                .rehearse(ports.publisher().look(scene.wanted().target()));
                        yield Performed.of(new Outcome.Clear(reached.place(), read.id()));
                    }
                };
            }
        };
    }

    /** The one call that the intent announced. What it brings is the only living value there is. */
    Performed turn(Scene scene, Intent intent, String record) {
        if (!memory.beginCall(scene.name(), intent.attempt())) {
            return Performed.of(
                    new Outcome.Blocked(Reason.Issuing, "the call was begun before", Optional.<Duration>empty()));
        }
        var issuer = ports.issuer(scene.kind());
        var place = intent.place();
        if (!(sessions.forWorkspace(issuer, scene.account(), place) instanceof Sessions.Session.Open open)) {
            return Performed.of(new Outcome.Failed(Reason.WorkspaceNotSeen, Optional.empty()));
        }
        var answer = inPlace(issuer)
                .turn(
                        open.access(),
                        place.workspace(),
                        record,
                        ports.warrant(scene.keyring().ledger().target(), intent.deadline()));
        return switch (answer) {
            case Answer.Ok<InPlace.Shown>(var shown) -> {
                var fingerprint = fingerprint(issuer, shown.material());
                yield scene.keyring().ledger().hasHeld(fingerprint)
                        ? Performed.of(new Outcome.Lost(Reason.ProviderUnusable, Optional.empty()))
                        : Performed.with(
                                new Outcome.Issued(
                                        idOf(record, intent.attempt()),
                                        Key.IN_PLACE,
                                        fingerprint,
                                        ports.time().instant()),
                                intent.attempt(),
                                shown.material());
            }
            case Answer.Fault<InPlace.Shown> fault -> {
                doubt(scene, open, fault);
                yield Performed.of(
                        fault.kind() == Answer.Kind.UNKNOWN
                                ? new Outcome.Lost(fault.reason(), fault.after())
                                : new Outcome.Failed(fault.reason(), fault.after()));
            }
        };
    }

    /** The value that the record has: the first one, one that somebody else has put there, or what a call has come to whose answer was lost. */
    Performed look(Scene scene, Step.Look step) throws WriteLostException {
        return switch (reach(scene)) {
            case Attempt.Not<Reached>(var why) -> Performed.of(why);
            case Attempt.Got<Reached>(var reached) -> look(scene, step, reached);
        };
    }

    private Performed look(Scene scene, Step.Look step, Reached reached) throws WriteLostException {
        if (scene.stored().isEmpty()) {
            return Performed.of(
                    reached.way() == Way.Delivery ? new Outcome.Done() : new Outcome.Clear(reached.place()));
        }
        var taken = claimed(scene, reached);
        if (taken.isPresent()) {
            return Performed.of(taken.get());
        }
        if (reached.way() == Way.Delivery) {
            return Performed.of(values.unseen(scene, reached.issuer()));
        }
        return switch (read(scene, reached)) {
            case Attempt.Not<Read>(var why) -> Performed.of(why);
            case Attempt.Got<Read>(var read) ->
                values.isCurrent(scene, reached.issuer(), read.material())
                        ? Performed.of(values.same(scene, reached.issuer()))
                        : values.taken(
                                scene, reached.issuer(), reached.place(), read.id(), read.material(), step.attempt());
        };
    }

    /** Nothing is done for it: its record stays, whoever had to do with it. */
    Outcome leave(Scene scene, Key key) {
        log.atInfo()
                .addKeyValue("keyring", scene.name())
                .addKeyValue("revision", key.revision())
                .addKeyValue("workspace", key.place().workspace())
                .log("a default pair cannot be deleted: it is left alive");
        return new Outcome.Done();
    }

    private Attempt<Reached> reach(Scene scene) throws WriteLostException {
        var issuer = ports.issuer(scene.kind());
        var inPlace = inPlace(issuer);
        return switch (entry.into(scene, issuer)) {
            case Entry.Found.Shut(var why) -> new Attempt.Not<>(why);
            case Entry.Found.Open(var session, var place) ->
                switch (memory.ways()
                        .find(
                                inPlace,
                                session.access(),
                                scene.account().orElseThrow(),
                                scene.wanted(),
                                ports.time().instant())) {
                    case Answer.Ok<Way>(var way) ->
                        new Attempt.Got<>(new Reached(issuer, inPlace, session, place, way));
                    case Answer.Fault<Way> fault -> {
                        doubt(scene, session, fault);
                        yield new Attempt.Not<>(new Outcome.Blocked(
                                fault.reason(),
                                "how the default pair is turned could not be found out",
                                fault.after()));
                    }
                };
        };
    }

    /** Only one keyring has the record of a workspace, whichever namespace it publishes to. */
    private Optional<Outcome> claimed(Scene scene, Reached reached) throws WriteLostException {
        var stored = scene.stored().orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        var uid = reached.place().workspaceUid();
        return ports.claims()
                .rival("default pair of " + uid, stored, ledger -> ledger.hasRecordOf(uid))
                .map(rival -> new Outcome.Blocked(
                        Reason.Conflict,
                        Rivals.ofDefaultPair(
                                Rivals.keyring(rival), reached.place().workspace()),
                        Optional.<Duration>empty()));
    }

    private Attempt<Read> read(Scene scene, Reached reached) {
        var access = reached.session().access();
        var workspace = reached.place().workspace();
        Answer<Read> answer = reached.way() == Way.Api
                ? reached.inPlace().byDefault(access, workspace).map(shown -> new Read(shown.id(), shown.material()))
                : reached.inPlace().overBridge(access, workspace).map(material -> new Read(UNNAMED, material));
        return switch (answer) {
            case Answer.Ok<Read>(var read) -> new Attempt.Got<>(read);
            case Answer.Fault<Read> fault -> {
                doubt(scene, reached.session(), fault);
                yield new Attempt.Not<>(
                        new Outcome.Blocked(fault.reason(), unreadable(scene, reached, fault), fault.after()));
            }
        };
    }

    /** What is pinned is believed, whatever the deployment knows. */
    private static String unreadable(Scene scene, Reached reached, Answer.Fault<?> fault) {
        return "the default pair could not be read"
                + (fault.kind() == Answer.Kind.MISSING
                                && scene.wanted().pinned().isPresent()
                        ? "; this deployment may not know turning: " + reached.way()
                                + ": take spec.turning away, and it is found out what it knows"
                        : "");
    }

    /** A record has one id and many values: here each has a name of its own, and none that the provider would know to delete. */
    static String idOf(String record, String attempt) {
        return record + "." + attempt;
    }

    /** After a 401 or a 404 nothing is believed of the token any more, nor of what the deployment can do. */
    private void doubt(Scene scene, Sessions.Session.Open open, Answer.Fault<?> fault) {
        if (fault.kind() == Answer.Kind.UNAUTHORIZED || fault.kind() == Answer.Kind.MISSING) {
            sessions.doubt(open.access());
            if (scene.account().isPresent() && scene.demand().isPresent()) {
                memory.ways().doubt(scene.account().get(), scene.demand().get());
            }
        }
    }

    private String fingerprint(Issuer issuer, Material material) {
        return issuer.fingerprint(material, ports.installation().fingerprintKey());
    }

    private static InPlace inPlace(Issuer issuer) {
        return issuer.inPlace()
                .orElseThrow(() -> new IllegalStateException("nothing turns in place for " + issuer.kind()));
    }
}
