package dev.keyturn.execute;

import dev.keyturn.execute.InPlaceRecords.Reached;
import dev.keyturn.execute.InPlaceRecords.Read;
import dev.keyturn.execute.InPlaceRecords.Sought;
import dev.keyturn.plan.Intent;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
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

    private final Ports ports;
    private final Sessions sessions;
    private final Memory memory;
    private final InPlaceRecords records;
    private final ShownValues values;

    TurningInPlace(Ports ports, Sessions sessions, Memory memory) {
        this.ports = ports;
        this.sessions = sessions;
        this.memory = memory;
        records = new InPlaceRecords(ports, sessions, memory);
        values = new ShownValues(ports);
    }

    /** How far a program gets is in memory from then on. */
    Outcome findOut(Scene scene) throws WriteLostException {
        return records.reach(scene) instanceof Sought.Barred<Reached>(var why) ? why : new Outcome.Done();
    }

    /** Asking a person takes a workspace that is known, and its record for this keyring alone. */
    Outcome ask(Scene scene) throws WriteLostException {
        return switch (records.reach(scene)) {
            case Sought.Barred<Reached>(var why) -> why;
            case Sought.Found<Reached>(var reached) ->
                reached.way() == Way.Api
                        ? new Outcome.Done()
                        : records.claimed(scene, reached).orElseGet(() -> new Outcome.Clear(reached.place()));
        };
    }

    /** Everything that has to hold before an intent is written; a value that somebody else has put there is taken in instead. */
    Performed prepare(Scene scene, Step.Begin step) throws WriteLostException, PermissionMissingException {
        return switch (records.reach(scene)) {
            case Sought.Barred<Reached>(var why) -> Performed.of(why);
            case Sought.Found<Reached>(var reached) -> {
                if (reached.way() != Way.Api) {
                    yield Performed.of(new Outcome.Done());
                }
                var taken = records.claimed(scene, reached);
                if (taken.isPresent()) {
                    yield Performed.of(taken.get());
                }
                yield switch (records.read(scene, reached)) {
                    case Sought.Barred<Read>(var why) -> Performed.of(why);
                    case Sought.Found<Read>(var read) -> {
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
        var answer = InPlaceRecords.inPlace(issuer)
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
                records.doubt(scene, open, fault);
                yield Performed.of(
                        fault.kind() == Answer.Kind.UNKNOWN
                                ? new Outcome.Lost(fault.reason(), fault.after())
                                : new Outcome.Failed(fault.reason(), fault.after()));
            }
        };
    }

    /** The value that the record has: the first one, one that somebody else has put there, or what a call has come to whose answer was lost. */
    Performed look(Scene scene, Step.Look step) throws WriteLostException {
        return switch (records.reach(scene)) {
            case Sought.Barred<Reached>(var why) -> Performed.of(why);
            case Sought.Found<Reached>(var reached) -> look(scene, step, reached);
        };
    }

    private Performed look(Scene scene, Step.Look step, Reached reached) throws WriteLostException {
        if (scene.stored().isEmpty()) {
            return Performed.of(
                    reached.way() == Way.Delivery ? new Outcome.Done() : new Outcome.Clear(reached.place()));
        }
        var taken = records.claimed(scene, reached);
        if (taken.isPresent()) {
            return Performed.of(taken.get());
        }
        if (reached.way() == Way.Delivery) {
            return Performed.of(values.unseen(scene, reached.issuer()));
        }
        return switch (records.read(scene, reached)) {
            case Sought.Barred<Read>(var why) -> Performed.of(why);
            case Sought.Found<Read>(var read) ->
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

    /** A record has one id and many values: here each has a name of its own, and none that the provider would know to delete. */
    static String idOf(String record, String attempt) {
        return record + "." + attempt;
    }

    private String fingerprint(Issuer issuer, Material material) {
        return issuer.fingerprint(material, ports.installation().fingerprintKey());
    }
}
