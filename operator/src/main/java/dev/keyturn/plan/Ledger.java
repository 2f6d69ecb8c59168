package dev.keyturn.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a keyring without secret values: the only truth about a credential. Everything that revocation needs stands here, even
 * when the resource, its namespace and its account object are gone.
 *
 * @param standingSince when it came to stand so to its resource
 * @param lastRevision the last number used up by a publication, or seen at the provider
 * @param place of the last intent: where a sweep has to look when no key is left
 * @param sweepUntil a comparison is owed from then on: an attempt before it may have made a key that nobody knows
 * @param unaccounted an attempt since the last sweep ended without a usable key
 * @param attemptedAt when intents were written, the last 24 h: what the caps count
 * @param refusedInARow new keys that the provider refused, one after the other
 * @param handOff what a person was asked for, until it is done
 * @param accountUids the workspaces that service tokens of this keyring were seen to list: they tell the account
 * @param pastValues fingerprints of what a record that turns in place was seen to have: none of them is a new value
 * @param policy by what the key in use is due; null where that was never written down
 * @param behind a comparison found a later revision than the ledger knew: it came from a backup
 */
public record Ledger(
        Owner owner,
        Target target,
        Standing standing,
        Instant standingSince,
        DeletionPolicy deletionPolicy,
        List<Key> keys,
        int lastRevision,
        @Nullable Rotation rotation,
        @Nullable Intent intent,
        @Nullable Place place,
        @Nullable Instant sweepUntil,
        boolean unaccounted,
        Tokens tokens,
        @Nullable Sink sink,
        Failures failures,
        List<Instant> attemptedAt,
        int refusedInARow,
        boolean behind,
        List<Request> requests,
        List<Turn> history,
        @Nullable HandOff handOff,
        List<String> accountUids,
        List<String> pastValues,
        @Nullable Policy policy) {

    /** More of them are not needed to know an account again. */
    static final int MOST_UIDS = 32;

    static final int MOST_PAST_VALUES = 64;

    /** A keyring's first ledger; what the resource carries already counts as seen. */
    static Ledger begin(Resource resource, Demand demand, Instant now) {
        return new Ledger(
                resource.owner(),
                demand.target(),
                Standing.Living,
                now,
                demand.deletionPolicy(),
                List.of(),
                0,
                null,
                null,
                null,
                null,
                false,
                Tokens.NONE.withAll(resource),
                null,
                Failures.NONE,
                List.of(),
                0,
                false,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null);
    }

    /** The key whose value the Secret is to hold. */
    public Optional<Key> current() {
        return in(KeyState.Current).findFirst();
    }

    /** A key that was made and is not yet published; at most one, since nothing is issued while there is one. */
    public Optional<Key> issued() {
        return in(KeyState.Issued).max(Comparator.comparingInt(Key::revision));
    }

    public Optional<Key> key(String attempt) {
        return keys.stream().filter(key -> key.attempt().equals(attempt)).findFirst();
    }

    /** The keys of one state, older ones first. */
    public Stream<Key> in(KeyState state) {
        return keys.stream()
                .filter(key -> key.state() == state)
                .sorted(Comparator.comparingInt(Key::revision).thenComparing(Key::issuedAt));
    }

    /** The accounts that tell what of its keys still lives. */
    public Set<String> accounts() {
        return Stream.concat(keys.stream().map(Key::place), Stream.ofNullable(place))
                .map(Place::account)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In which of the provider's lists it has keys, or may have: what an attempt came to stands in the one of its owner's kind. */
    public Set<Listing> listings() {
        return Stream.concat(
                        keys.stream().filter(key -> !key.handedOver()).map(key -> new Listing(key.kind(), key.place())),
                        Stream.ofNullable(place)
                                .filter(found -> !found.isWholeAccount())
                                .map(found -> new Listing(owner.kind(), found)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is no new value of a record that turns in place. */
    public boolean hasHeld(String fingerprint) {
        return pastValues.contains(fingerprint);
    }

    /** Whether the record of a workspace is its business: it has the value, or may be about to have it. */
    public boolean hasRecordOf(String workspaceUid) {
        if (keys.stream()
                .anyMatch(key -> key.inPlace()
                        && key.state() != KeyState.Revoking
                        && key.place().workspaceUid().equals(workspaceUid))) {
            return true;
        }
        // A run says of which kind it is by its intent, and otherwise by the keys before it.
        return place != null
                && place.workspaceUid().equals(workspaceUid)
                && unpublishedRun()
                && (intent == null ? keys.stream().allMatch(Key::inPlace) || handOff != null : intent.record() != null);
    }

    /** Whether it has the key that a person had made under this id, or may be about to take it over. */
    public boolean mayHave(String id) {
        return HandMade.mayHave(this, id);
    }

    /** Whether a rotation runs that has not published yet. */
    public boolean unpublishedRun() {
        return rotation != null && rotation.revision() > lastRevision;
    }

    Edit edit() {
        return new Edit(this);
    }
}
