package dev.keyturn.execute;

import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Observation;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.Step;
import dev.keyturn.port.Keyring;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what came of the steps of one pass; each write names the version that it stands on. */
final class Recording {

    private static final Logger log = LoggerFactory.getLogger(Recording.class);

    /** About a minute: a rolling restart of the API server ends within it. */
    private static final int MOST_RECORDINGS = 40;

    private static final Duration BETWEEN_RECORDINGS = Duration.ofMillis(200);
    private static final int MOST_PATIENT = 10;

    private final Ports ports;
    private final Subject subject;
    private final Sight sight;
    private final List<Result.Change> changes = new ArrayList<>();

    Recording(Ports ports, Subject subject, Sight sight) {
        this.ports = ports;
        this.subject = subject;
        this.sight = sight;
    }

    /** What was written so far. */
    List<Result.Change> changes() {
        return List.copyOf(changes);
    }

    void create(Step step, Performed performed) throws WriteLostException {
        if (performed.outcome() instanceof Outcome.Clear clear
                && sight.observation() instanceof Observation.Unclaimed unclaimed) {
            var first = Recorder.first(unclaimed, step, clear, ports.time().instant());
            var written = ports.keyrings().create(new Keyring(first, Map.of()));
            changes.add(new Result.Change(Optional.empty(), first, step));
            sight.wrote(written);
        }
    }

    void write(StoredKeyring basis, Keyring next, Step step) throws WriteLostException {
        if (next.equals(basis.keyring())) {
            return;
        }
        var written = ports.keyrings().replace(basis, next);
        if (step instanceof Step.ReadTimes) {
            log.atWarn()
                    .addKeyValue("keyring", sight.name())
                    .log("times of what is past lay in the future, by a clock that was wrong; they are read as now");
        }
        changes.add(new Result.Change(Optional.of(basis.keyring().ledger()), next.ledger(), step));
        sight.wrote(written);
    }

    /**
     * What a call at the provider brought is written down whatever comes in between, as long as the intent bears this attempt: a
     * key that nobody writes down is found by the sweep, an hour later. Who lost the intent touches nothing.
     */
    void insist(Step step, Performed performed) throws WriteLostException {
        var stored = sight.stored();
        for (var tries = 0; tries < MOST_RECORDINGS; tries++) {
            try {
                if (stored.isPresent()) {
                    write(stored.get(), after(stored.get().keyring(), step, performed), step);
                }
                return;
            } catch (StoppedException e) {
                throw e;
            } catch (WriteLostException | RuntimeException e) {
                // Refused by an admission rule or a quota is no reason to drop the only copy of a key, either.
                log.atDebug()
                        .addKeyValue("keyring", sight.name())
                        .log("the outcome is recorded again: {}", e.getMessage());
            }
            stored = readAgain(tries).or(sight::stored);
        }
        throw new WriteLostException("the outcome of an issue could not be recorded; a comparison will find the key");
    }

    /** The keyring as it is now; empty while the API server does not answer, which is no reason to let go of a key. */
    private Optional<StoredKeyring> readAgain(int tries) {
        try {
            ports.pause().take(BETWEEN_RECORDINGS.multipliedBy(Math.min(tries, MOST_PATIENT)));
            sight.refreshKeyring();
            return sight.stored();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted before the outcome of an issue was recorded", e);
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("keyring", sight.name())
                    .log("the keyring cannot be read, its key is kept in hand: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Ledger withoutDemand(Ledger before, Step step, Outcome outcome, Instant now) {
        return switch (subject) {
            case Subject.Deleted deleted -> Recorder.withoutDemand(before, deleted.resource(), step, outcome, now);
            case Subject.Unusable unusable -> Recorder.withoutDemand(before, unusable.resource(), step, outcome, now);
            case Subject.Wanted _, Subject.Orphan _ -> Recorder.withoutResource(before, step, outcome, now);
        };
    }

    /** The keyring after a step, on whichever version is the newest. */
    Keyring after(Keyring keyring, Step step, Performed performed) {
        Instant now = ports.time().instant();
        var before = keyring.ledger();
        var outcome = performed.outcome();
        var after = subject instanceof Subject.Wanted(var resource, var demand)
                ? Recorder.after(before, resource, demand, sight.sink(), sight.limits(), step, outcome, now)
                : withoutDemand(before, step, outcome, now);
        var next = keyring.with(after);
        for (var entry : performed.material().entrySet()) {
            if (after.key(entry.getKey()).isPresent()) {
                next = next.with(entry.getKey(), entry.getValue());
            }
        }
        return next;
    }
}
