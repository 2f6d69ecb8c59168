package dev.keyturn.execute;

import dev.keyturn.plan.Brake;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Listing;
import dev.keyturn.plan.Memo;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Step;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What this process knows of its own doing, by keyring. A restart loses it, and may. */
public final class Memory {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ATTEMPT_LENGTH = 8;
    private static final Duration PROOF_HOLDS = Duration.ofMinutes(1);

    private static final String HALTED = "halted ";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Notes> notes = new ConcurrentHashMap<>();

    private final Map<ListOf, Instant> comparedAt = new ConcurrentHashMap<>();
    private final KeyringVersions versions = new KeyringVersions();
    private final Ways ways = new Ways();

    /** When it was first asked for anything: a process that stands by has not begun, however long it has been there. */
    private final AtomicReference<@Nullable Instant> begun = new AtomicReference<>();

    /** What makes one the same: {@link Listing#isOf}. */
    private record ListOf(String kind, String endpoint, String uid) {
        static ListOf of(Listing listing) {
            return new ListOf(
                    listing.kind(), listing.place().endpoint(), listing.place().workspaceUid());
        }
    }

    /** Of one keyring. Two reconcilers may look at the same one. */
    private static final class Notes {
        private final Set<String> mine = ConcurrentHashMap.newKeySet();
        private final Map<String, Instant> proved = new ConcurrentHashMap<>();
        private final Map<String, Instant> rejected = new ConcurrentHashMap<>();
        private final Set<String> dismissed = ConcurrentHashMap.newKeySet();
        private final Map<String, Memo.Paced> paced = new ConcurrentHashMap<>();
        private final Map<String, Integer> looks = new ConcurrentHashMap<>();
        private volatile @Nullable Instant checkedAt;
        private final Map<String, Reason> told = new ConcurrentHashMap<>();

        /** A proof is of its moment: what was held up since is proved once more. */
        private Set<String> fresh(Map<String, Instant> proofs, Instant now) {
            proofs.values().removeIf(at -> at.plus(PROOF_HOLDS).isBefore(now) || at.isAfter(now));
            return Set.copyOf(proofs.keySet());
        }
    }

    Memo memo(String keyring, Optional<Ledger> ledger, Optional<Brake> brake, Instant now) {
        var known = notes.get(keyring);
        begun.compareAndSet(null, now);
        return new Memo(
                known == null ? Set.of() : Set.copyOf(known.mine),
                known == null ? Set.of() : known.fresh(known.proved, now),
                known == null ? Set.of() : Set.copyOf(known.dismissed),
                known == null ? Map.of() : Map.copyOf(known.paced),
                ledger.flatMap(found -> comparedAt(found, now)),
                checkedAt(known, now),
                known == null ? Set.of() : known.fresh(known.rejected, now),
                brake,
                draw(),
                draw());
    }

    /** What a clock that was ahead has said counts as now. */
    private Instant checkedAt(@Nullable Notes known, Instant now) {
        var at = known == null || known.checkedAt == null ? begun.get() : known.checkedAt;
        return at == null || at.isAfter(now) ? now : at;
    }

    /** The earliest comparison of all lists that the keyring has keys in; empty if one was never compared. */
    private Optional<Instant> comparedAt(Ledger ledger, Instant now) {
        var listings = ledger.listings();
        var compared = listings.stream()
                .flatMap(listing -> comparedAt(listing, now).stream())
                .toList();
        return compared.size() == listings.size() ? compared.stream().min(Instant::compareTo) : Optional.empty();
    }

    /** When the list was compared last; a clock that was set back makes it as if that had never been. */
    Optional<Instant> comparedAt(Listing listing, Instant now) {
        return Optional.ofNullable(comparedAt.get(ListOf.of(listing))).filter(at -> !at.isAfter(now));
    }

    void compared(Listing listing, Instant at) {
        comparedAt.put(ListOf.of(listing), at);
    }

    /** Who wrote the keyrings last. */
    KeyringVersions versions() {
        return versions;
    }

    /** How what turns in place is turned. */
    Ways ways() {
        return ways;
    }

    void drew(String keyring, String attempt) {
        of(keyring).mine.add(attempt);
    }

    /** The call begins: from now on nobody may make it again. */
    boolean beginCall(String keyring, String attempt) {
        return of(keyring).mine.remove(attempt);
    }

    void proved(String keyring, String attempt, Instant at) {
        of(keyring).proved.put(attempt, at);
    }

    /** The provider has accepted the value in use. */
    void checked(String keyring, Instant at) {
        of(keyring).checkedAt = at;
    }

    /** It is refused, and not listed alive. */
    void rejected(String keyring, String attempt, Instant at) {
        of(keyring).rejected.put(attempt, at);
    }

    boolean isRejected(String keyring, String attempt, Instant now) {
        var known = notes.get(keyring);
        return known != null && known.fresh(known.rejected, now).contains(attempt);
    }

    void dismissed(String keyring, String keyId) {
        of(keyring).dismissed.add(keyId);
    }

    /** Something stood in the way of a step; looked at again after its own time, or with a slowing rhythm. */
    void pace(String keyring, Step step, Outcome.Blocked blocked, Instant now) {
        var known = of(keyring);
        var looks = known.looks.merge(step.topic(), 1, Integer::sum) - 1;
        Duration wait = blocked.after().orElseGet(() -> Rhythm.after(looks));
        known.paced.put(step.topic(), new Memo.Paced(now.plus(wait), blocked.reason(), blocked.detail()));
    }

    void unpace(String keyring, Step step) {
        var known = notes.get(keyring);
        if (known != null) {
            known.paced.remove(step.topic());
            known.looks.remove(step.topic());
        }
    }

    /** Something changed that may have been in the way: everything is looked at again. */
    public void lookAgain(String keyring) {
        var known = notes.get(keyring);
        if (known != null) {
            known.paced.clear();
            known.looks.clear();
        }
    }

    /** The same of all keyrings. */
    void lookAgain() {
        notes.keySet().forEach(this::lookAgain);
    }

    /** How often in a row the keyring was found waiting for a person for the same reason. */
    int halted(String keyring, Reason reason) {
        return of(keyring).looks.merge(HALTED + reason, 1, Integer::sum) - 1;
    }

    /** The keyring is not halted any more. */
    void wentOn(String keyring) {
        var known = notes.get(keyring);
        if (known != null) {
            known.looks.keySet().removeIf(topic -> topic.startsWith(HALTED));
        }
    }

    /** Whether it was for another reason, or for none, that the log last said this of the keyring. */
    boolean isNews(String keyring, String topic, Reason reason) {
        return of(keyring).told.put(topic, reason) != reason;
    }

    /** It went on: what stands in its way again is told again. */
    void wentAhead(String keyring) {
        var known = notes.get(keyring);
        if (known != null) {
            known.told.clear();
        }
    }

    void forget(String keyring) {
        notes.remove(keyring);
        versions.forget(keyring);
    }

    private Notes of(String keyring) {
        return notes.computeIfAbsent(keyring, _ -> new Notes());
    }

    private String draw() {
        var drawn = new StringBuilder(ATTEMPT_LENGTH);
        for (var i = 0; i < ATTEMPT_LENGTH; i++) {
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return drawn.toString();
    }
}
