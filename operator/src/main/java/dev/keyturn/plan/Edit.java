package dev.keyturn.plan;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The next version of a ledger, being written; keeps the lists within their bounds. */
final class Edit {

    private final Target target;
    private Owner owner;
    private Standing standing;
    private Instant standingSince;
    private DeletionPolicy deletionPolicy;
    private List<Key> keys;
    private int lastRevision;
    private @Nullable Rotation rotation;
    private @Nullable Intent intent;
    private @Nullable Place place;
    private @Nullable Instant sweepUntil;
    private boolean unaccounted;
    private Tokens tokens;
    private @Nullable Sink sink;
    private Failures failures;
    private List<Instant> attemptedAt;
    private int refusedInARow;
    private boolean behind;
    private List<Request> requests;
    private List<Turn> history;
    private @Nullable HandOff handOff;
    private List<String> accountUids;
    private List<String> pastValues;
    private @Nullable Policy policy;

    Edit(Ledger basis) {
        owner = basis.owner();
        target = basis.target();
        standing = basis.standing();
        standingSince = basis.standingSince();
        deletionPolicy = basis.deletionPolicy();
        keys = basis.keys();
        lastRevision = basis.lastRevision();
        rotation = basis.rotation();
        intent = basis.intent();
        place = basis.place();
        sweepUntil = basis.sweepUntil();
        unaccounted = basis.unaccounted();
        tokens = basis.tokens();
        sink = basis.sink();
        failures = basis.failures();
        attemptedAt = basis.attemptedAt();
        refusedInARow = basis.refusedInARow();
        behind = basis.behind();
        requests = basis.requests();
        history = basis.history();
        handOff = basis.handOff();
        accountUids = basis.accountUids();
        pastValues = basis.pastValues();
        policy = basis.policy();
    }

    Edit owner(Owner value) {
        owner = value;
        return this;
    }

    Edit standing(Standing value, Instant since) {
        standing = value;
        standingSince = since;
        return this;
    }

    Edit deletionPolicy(DeletionPolicy value) {
        deletionPolicy = value;
        return this;
    }

    Edit keys(UnaryOperator<Key> change) {
        keys = keys.stream().map(change).toList();
        return this;
    }

    Edit key(String attempt, UnaryOperator<Key> change) {
        return keys(key -> key.attempt().equals(attempt) ? change.apply(key) : key);
    }

    Edit add(Key key) {
        keys = Stream.concat(keys.stream(), Stream.of(key)).toList();
        var fingerprint = key.fingerprint();
        if (key.inPlace() && fingerprint != null && !pastValues.contains(fingerprint)) {
            var all = Stream.concat(pastValues.stream(), Stream.of(fingerprint)).toList();
            pastValues = all.subList(Math.max(0, all.size() - Ledger.MOST_PAST_VALUES), all.size());
        }
        return this;
    }

    Edit remove(String attempt) {
        keys = keys.stream().filter(key -> !key.attempt().equals(attempt)).toList();
        return this;
    }

    /** The number is used up, or was seen in use. */
    Edit usedRevision(int revision) {
        lastRevision = Math.max(lastRevision, revision);
        return this;
    }

    Edit rotation(@Nullable Rotation value) {
        rotation = value;
        return this;
    }

    /** What runs is given up; its revision counts as used, and the sweep that its intent left behind looks for what it may have made. */
    Edit dropRun() {
        if (rotation != null) {
            usedRevision(rotation.revision());
        }
        if (intent != null) {
            usedRevision(intent.revision()).unaccounted(true);
        }
        return rotation(null).intent(null).handOff(null);
    }

    Edit intent(@Nullable Intent value) {
        intent = value;
        return this;
    }

    Edit place(Place value) {
        place = value;
        return this;
    }

    Edit attempted(Instant at) {
        attemptedAt = Bounded.ofTheDayBefore(attemptedAt, at);
        return this;
    }

    Edit attemptedAt(List<Instant> value) {
        attemptedAt = value;
        return this;
    }

    Edit sweepUntil(Instant value) {
        sweepUntil = value;
        return this;
    }

    Edit unaccounted(boolean value) {
        unaccounted = value;
        return this;
    }

    Edit tokens(Tokens value) {
        tokens = value;
        return this;
    }

    Edit sink(@Nullable Sink value) {
        sink = value;
        return this;
    }

    Edit failures(Failures value) {
        failures = value;
        return this;
    }

    Edit refusedInARow(int value) {
        refusedInARow = value;
        return this;
    }

    Edit behind(boolean value) {
        behind = value;
        return this;
    }

    Edit request(Request request) {
        requests = Bounded.appended(
                requests.stream()
                        .filter(known -> !known.token().equals(request.token()))
                        .toList(),
                request);
        return this;
    }

    Edit requests(UnaryOperator<Request> change) {
        requests = requests.stream().map(change).toList();
        return this;
    }

    Edit turn(Turn turn) {
        history = Bounded.appended(history, turn);
        return this;
    }

    Edit history(UnaryOperator<Turn> change) {
        history = history.stream().map(change).toList();
        return this;
    }

    Edit policy(Policy value) {
        policy = value;
        return this;
    }

    Edit handOff(@Nullable HandOff value) {
        handOff = value;
        return this;
    }

    /** Those of the newest token come first, where there are more than are kept. */
    Edit accountUids(List<String> seen) {
        accountUids = Stream.concat(seen.stream(), accountUids.stream())
                .distinct()
                .limit(Ledger.MOST_UIDS)
                .toList();
        return this;
    }

    /**
     * A key that is let go of alive; whoever holds its record later meets it as a new value. If it was exposed, what asked for its death
     * goes with it: nobody here will ever prove that.
     */
    Edit leave(Key key) {
        if (key.exposed()) {
            requests = requests.stream()
                    .filter(request -> request.provedDeadAt() != null || request.through() < key.revision())
                    .toList();
        }
        pastValues = pastValues.stream()
                .filter(known -> !known.equals(key.fingerprint()))
                .toList();
        return remove(key.attempt());
    }

    /** Another account is told by other workspaces. */
    Edit forgetAccount() {
        accountUids = List.of();
        return this;
    }

    /** Requests and history start anew, as for a stranger. */
    Edit forgetThePast() {
        forgetAccount();
        requests = List.of();
        history = List.of();
        tokens = Tokens.NONE;
        pastValues = List.of();
        return this;
    }

    Ledger done() {
        return new Ledger(
                owner,
                target,
                standing,
                standingSince,
                deletionPolicy,
                keys,
                lastRevision,
                rotation,
                intent,
                place,
                sweepUntil,
                unaccounted,
                tokens,
                sink,
                failures,
                attemptedAt,
                refusedInARow,
                behind,
                requests,
                history,
                handOff,
                accountUids,
                pastValues,
                policy);
    }
}
