package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.ReadersStatus;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Sink;
import dev.keyturn.port.Readers;
import dev.keyturn.port.Readers.Listing;
import dev.keyturn.project.View.ConditionView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may read the Secrets that service tokens are published to: looked up at each rotation, and else at most once an hour. */
final class ReaderLists {

    private static final Logger log = LoggerFactory.getLogger(ReaderLists.class);

    private static final Duration BELIEVED_FOR = Duration.ofHours(1);
    private static final int SHOWN = 20;

    private record Looked(Instant at, int revision, Listing listing) {}

    /**
     * What is to be said of them.
     *
     * @param beyond how many there are that nobody allowed
     */
    record Found(ReadersStatus status, Optional<ConditionView> condition, int beyond) {}

    private final Readers readers;
    private final InstantSource time;
    private final Map<String, Looked> looked = new ConcurrentHashMap<>();

    ReaderLists(Readers readers, InstantSource time) {
        this.readers = readers;
        this.time = time;
    }

    /** Of a credential of a whole account that is published; empty for any other. */
    Optional<Found> of(CredentialResource key, Optional<Demand> demand, Optional<Ledger> ledger) {
        var sink = ledger.map(Ledger::sink);
        return demand.filter(Demand::ofAccount)
                .flatMap(wanted -> sink.map(published -> look(key, wanted, published)))
                .flatMap(listing -> listing instanceof Listing.Known known
                        ? Optional.of(found(known, demand.flatMap(Demand::allowedReaders)))
                        : Optional.empty());
    }

    private Listing look(CredentialResource key, Demand demand, Sink sink) {
        var now = time.instant();
        return looked.compute(
                        key.getMetadata().getUid(),
                        (_, before) -> before != null
                                        && before.revision() == sink.revision()
                                        && now.isBefore(before.at().plus(BELIEVED_FOR))
                                ? before
                                : new Looked(now, sink.revision(), look(demand)))
                .listing();
    }

    private Listing look(Demand demand) {
        var listing = asked(demand);
        if (listing instanceof Listing.Unknown(var right)) {
            log.atWarn()
                    .addKeyValue("target", demand.target())
                    .log("who may read the Secret is not known: Keyturn may not {}", right);
        }
        return listing;
    }

    /** Who may read it is told beside everything else, and keeps nothing from being told. */
    private Listing asked(Demand demand) {
        try {
            return readers.of(demand.target());
        } catch (RuntimeException e) {
            log.atDebug()
                    .addKeyValue("target", demand.target())
                    .log("readers could not be looked up: {}", e.getMessage());
            return new Listing.Unknown("be answered now; it is asked again in an hour");
        }
    }

    private static Found found(Listing.Known known, Optional<List<Reader>> allowed) {
        var beyond = allowed.map(list -> Reader.beyond(known.readers(), list)).orElse(List.of());
        var condition = beyond.isEmpty()
                ? Optional.<ConditionView>empty()
                : Optional.of(new ConditionView(
                        "Degraded",
                        true,
                        Reason.TooManyReaders,
                        "who may read the Secret and is not in spec.allowedReaders: " + shown(beyond)
                                + "; take the right away, or allow it"));
        return new Found(
                new ReadersStatus(
                        known.readers().size(),
                        texts(known.readers()),
                        texts(known.setApart()),
                        known.complete() ? null : Boolean.TRUE),
                condition,
                beyond.size());
    }

    private static List<String> texts(List<Reader> all) {
        return all.stream().limit(SHOWN).map(Reader::shown).toList();
    }

    private static String shown(List<Reader> beyond) {
        return beyond.stream().limit(SHOWN).map(Reader::shown).collect(Collectors.joining(", "))
                + (beyond.size() > SHOWN ? " and " + (beyond.size() - SHOWN) + " more" : "");
    }

    void forget(CredentialResource key) {
        looked.remove(key.getMetadata().getUid());
    }
}
