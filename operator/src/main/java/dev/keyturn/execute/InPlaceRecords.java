package dev.keyturn.execute;

import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Rivals;
import dev.keyturn.plan.Way;
import dev.keyturn.port.Answer;
import dev.keyturn.port.InPlace;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Material;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.util.Optional;

/** Gets to the records that turn in place, as far as a program can, and reads what they have. */
final class InPlaceRecords {

    /** In place of a record's id, where nobody tells it. */
    static final String UNNAMED = "default-pair";

    private final Ports ports;
    private final Sessions sessions;
    private final Memory memory;
    private final Entry entry;

    InPlaceRecords(Ports ports, Sessions sessions, Memory memory) {
        this.ports = ports;
        this.sessions = sessions;
        this.memory = memory;
        entry = new Entry(sessions);
    }

    /** Where a record is, and how far a program gets with it. */
    record Reached(Issuer issuer, InPlace inPlace, Sessions.Session.Open session, Place place, Way way) {}

    /** What a record has. */
    record Read(String id, Material material) {}

    /** What was found, or what stood in its way. */
    sealed interface Sought<T> {
        record Found<T>(T value) implements Sought<T> {}

        record Barred<T>(Outcome why) implements Sought<T> {}
    }

    Sought<Reached> reach(Scene scene) throws WriteLostException {
        var issuer = ports.issuer(scene.kind());
        var inPlace = inPlace(issuer);
        return switch (entry.into(scene, issuer)) {
            case Entry.Found.Shut(var why) -> new Sought.Barred<>(why);
            case Entry.Found.Open(var session, var place) ->
                switch (memory.ways()
                        .find(
                                inPlace,
                                session.access(),
                                scene.account().orElseThrow(),
                                scene.wanted(),
                                ports.time().instant())) {
                    case Answer.Ok<Way>(var way) ->
                        new Sought.Found<>(new Reached(issuer, inPlace, session, place, way));
                    case Answer.Fault<Way> fault -> {
                        doubt(scene, session, fault);
                        yield new Sought.Barred<>(new Outcome.Blocked(
                                fault.reason(),
                                "how the default pair is turned could not be found out",
                                fault.after()));
                    }
                };
        };
    }

    /** Only one keyring has the record of a workspace, whichever namespace it publishes to. */
    Optional<Outcome> claimed(Scene scene, Reached reached) throws WriteLostException {
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

    Sought<Read> read(Scene scene, Reached reached) {
        var access = reached.session().access();
        var workspace = reached.place().workspace();
        Answer<Read> answer = reached.way() == Way.Api
                ? reached.inPlace().byDefault(access, workspace).map(shown -> new Read(shown.id(), shown.material()))
                : reached.inPlace().overBridge(access, workspace).map(material -> new Read(UNNAMED, material));
        return switch (answer) {
            case Answer.Ok<Read>(var read) -> new Sought.Found<>(read);
            case Answer.Fault<Read> fault -> {
                doubt(scene, reached.session(), fault);
                yield new Sought.Barred<>(
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

    /** After a 401 or a 404 nothing is believed of the token any more, nor of what the deployment can do. */
    void doubt(Scene scene, Sessions.Session.Open open, Answer.Fault<?> fault) {
        if (fault.kind() == Answer.Kind.UNAUTHORIZED || fault.kind() == Answer.Kind.MISSING) {
            sessions.doubt(open.access());
            if (scene.account().isPresent() && scene.demand().isPresent()) {
                memory.ways().doubt(scene.account().get(), scene.demand().get());
            }
        }
    }

    static InPlace inPlace(Issuer issuer) {
        return issuer.inPlace()
                .orElseThrow(() -> new IllegalStateException("nothing turns in place for " + issuer.kind()));
    }
}
