package dev.keyturn.execute;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KnownKeys;
import dev.keyturn.plan.Listing;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.port.Answer;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Issuer.Access;
import dev.keyturn.port.Issuer.Listed;
import dev.keyturn.port.KeyringStore;
import dev.keyturn.port.StoredKeyring;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.port.WriteLostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider's complete list of the keys of a kind in a workspace against all keyrings of this installation. Ledgers are read first, then the list, and
 * findings are recorded by compare-and-swap: so a key made in between is never taken for a lost one.
 */
final class Comparison {

    private static final Logger log = LoggerFactory.getLogger(Comparison.class);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration CALM = Duration.ofSeconds(5);

    /**
     * What is kept of a keyring until the list is there.
     *
     * @param version the hash of its version
     * @param whole whether it has keys in this list and in no other: then all that could be found of it is there
     */
    private record Known(int version, KnownKeys keys, boolean whole) {

        static Known of(StoredKeyring stored, Listing list) {
            var ledger = stored.keyring().ledger();
            var listings = ledger.listings();
            return new Known(
                    stored.version().hashCode(),
                    KnownKeys.of(ledger),
                    !listings.isEmpty() && listings.stream().allMatch(list::isOf));
        }

        /** Only when all is compared: a list that broke off has told nothing. */
        void noteIn(Memory memory, String name) {
            if (whole) {
                memory.versions().compared(name, version);
            }
        }
    }

    private final KeyringStore store;
    private final Installation installation;
    private final InstantSource time;
    private final Memory memory;
    private final Consumer<StoredKeyring> onFinding;
    private final Map<String, ReentrantLock> running = new ConcurrentHashMap<>();
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    Comparison(
            KeyringStore store,
            Installation installation,
            InstantSource time,
            Memory memory,
            Consumer<StoredKeyring> onFinding) {
        this.store = store;
        this.installation = installation;
        this.time = time;
        this.memory = memory;
        this.onFinding = onFinding;
    }

    /** Compares, unless somebody in this process has done so since {@code asked}. */
    Outcome compare(Issuer issuer, Access access, Place place, Instant asked) {
        var list = new Listing(issuer.kind(), place);
        var lock = running.computeIfAbsent(
                issuer.kind() + " " + place.endpoint() + " " + place.workspaceUid(), _ -> new ReentrantLock());
        if (!lock.tryLock()) {
            return new Outcome.Blocked(
                    Reason.Sweeping, "another comparison of this list is under way", Optional.of(SOON));
        }
        try {
            var at = time.instant();
            if (memory.comparedAt(list, at)
                    .filter(before -> !before.isBefore(asked))
                    .isPresent()) {
                return new Outcome.Done();
            }
            var keyrings = new HashMap<String, Known>();
            store.forEach(stored -> keyrings.put(stored.name(), Known.of(stored, list)));
            return switch (issuer.list(access, place.workspace())) {
                case Answer.Fault<List<Listed>> fault ->
                    new Outcome.Blocked(
                            fault.reason(),
                            "the list of keys could not be had whole",
                            fault.after().or(() -> calm(fault)));
                case Answer.Ok<List<Listed>>(var listed) -> {
                    for (var key : listed) {
                        if (!settle(key, keyrings, issuer, place, at)) {
                            yield new Outcome.Blocked(
                                    Reason.Sweeping, "a keyring changed during the comparison", Optional.of(SOON));
                        }
                    }
                    keyrings.forEach((name, known) -> known.noteIn(memory, name));
                    memory.compared(list, at);
                    yield new Outcome.Done();
                }
            };
        } finally {
            lock.unlock();
        }
    }

    /** Of a list that changed while it was read: where many keys turn at once that is no fault, and passes with them. */
    private static Optional<Duration> calm(Answer.Fault<?> fault) {
        return Optional.of(CALM)
                .filter(_ -> fault.kind() == Answer.Kind.TRANSIENT && fault.reason() == Reason.ProviderUnusable);
    }

    /** Whether nothing about the key is left open. */
    private boolean settle(Listed listed, Map<String, Known> keyrings, Issuer issuer, Place place, Instant now) {
        var name = ProviderName.parse(listed.name())
                .filter(parsed -> parsed.installation().equals(installation.id()))
                .orElse(null);
        if (listed.deleted() || name == null) {
            return true;
        }
        var known = keyrings.get(name.keyring());
        if (known == null) {
            return isStranger(name.keyring(), listed, place);
        }
        if (known.keys().include(listed.id(), name.attempt(), now)) {
            return true;
        }
        var found = Key.made(
                name.attempt(),
                issuer.kind(),
                place,
                listed.id(),
                listed.name(),
                name.revision(),
                false,
                null,
                listed.createdAt() == null ? now : listed.createdAt(),
                null);
        var stored = again(name.keyring(), known);
        return stored.isPresent() && takeUp(stored.get(), found, keyrings, now);
    }

    /** The version that was read before the list; empty where there is another one by now, or none. */
    private Optional<StoredKeyring> again(String keyring, Known known) {
        try {
            return store.read(keyring).filter(found -> found.version().hashCode() == known.version());
        } catch (UnreadableKeyringException e) {
            log.atDebug().addKeyValue("keyring", keyring).log("cannot be read any more: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private boolean takeUp(StoredKeyring stored, Key found, Map<String, Known> keyrings, Instant now) {
        var ledger = stored.keyring().ledger();
        var next = Recorder.found(ledger, found, now);
        if (next.equals(ledger)) {
            return true;
        }
        try {
            var written = store.replace(stored, stored.keyring().with(next));
            keyrings.put(stored.name(), Known.of(written, new Listing(found.kind(), found.place())));
            memory.versions().wrote(stored.name(), stored.version(), written.version());
            log.atWarn()
                    .addKeyValue("keyring", stored.name())
                    .addKeyValue("key", found.id())
                    .addKeyValue("revision", found.revision())
                    .log("took up a key that bears this keyring's name and that it did not know");
            onFinding.accept(written);
            return true;
        } catch (WriteLostException e) {
            log.atDebug()
                    .addKeyValue("keyring", stored.name())
                    .log("the keyring changed meanwhile; compared again later");
            return false;
        }
    }

    /** Read once more: it may have been made since, or may be there and not be readable. */
    private boolean isStranger(String keyring, Listed listed, Place place) {
        try {
            if (store.read(keyring).isPresent()) {
                return false;
            }
            reportStranger(listed, place);
        } catch (UnreadableKeyringException e) {
            log.atDebug().addKeyValue("keyring", keyring).log("passed over its keys: {}", e.getMessage());
        }
        return true;
    }

    private void reportStranger(Listed listed, Place place) {
        if (strangers.add(listed.id())) {
            log.atWarn()
                    .addKeyValue("workspace", place.workspace())
                    .addKeyValue("key", listed.id())
                    .addKeyValue("name", listed.name())
                    .log(
                            "a living key bears the name of a keyring that does not exist; a person has to decide about it");
        }
    }
}
