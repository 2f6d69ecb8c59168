package dev.keyturn.plan;

import static dev.keyturn.plan.Times.NOW;
import static dev.keyturn.plan.Times.ago;
import static dev.keyturn.plan.Times.days;
import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.seconds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ledgers for rows. Without a word more: a living one whose last revision is the highest that was published, and whose sweeps are done. */
final class Ledgers {

    static final Owner OWNER = new Owner("SuprSendApiKey", "shop", "checkout", "uid-1", "ns-1");
    static final Target TARGET = new Target("shop", "checkout-suprsend");

    private final List<Key> keys;
    private Owner owner = OWNER;
    private Standing standing = Standing.Living;
    private Instant standingSince = ago(days(30));
    private int lastRevision;
    private @Nullable Rotation rotation;
    private @Nullable Intent intent;
    private @Nullable Place place = Keys.PLACE;
    private @Nullable Instant sweepUntil;
    private boolean unaccounted;
    private Tokens tokens = Tokens.NONE;
    private @Nullable Sink sink;
    private Failures failures = Failures.NONE;
    private List<Instant> attemptedAt = List.of();
    private int refusedInARow;
    private boolean behind;
    private List<Request> requests = List.of();
    private List<Turn> history = List.of();
    private @Nullable HandOff handOff;
    private List<String> pastValues = List.of();
    private @Nullable Policy policy;

    private Ledgers(List<Key> keys) {
        this.keys = new ArrayList<>(keys);
        lastRevision = keys.stream()
                .filter(Key::published)
                .mapToInt(Key::revision)
                .max()
                .orElse(0);
        sink = keys.stream()
                .filter(key -> key.state() == KeyState.Current)
                .findFirst()
                .map(Ledgers::sinkOf)
                .orElse(null);
    }

    static Ledgers ledger(Keys... keys) {
        return new Ledgers(Stream.of(keys).map(Keys::done).toList());
    }

    /** The Secret as it was when the key was published, the only publication so far. */
    static Sink sinkOf(Key key) {
        var readBackAt = key.readBackAt() == null ? NOW : key.readBackAt();
        return new Sink(
                key.revision(),
                key.attempt(),
                1,
                readBackAt,
                readBackAt,
                false,
                List.of("SUPRSEND_API_KEY"),
                List.of("team"),
                List.of("note"),
                null,
                null);
    }

    /** A run that began a minute ago. */
    static Rotation run(Trigger trigger, int revision) {
        return new Rotation("run-1", trigger, null, revision, ago(seconds(60)), 1);
    }

    static Intent intent(String attempt, int revision, Duration writtenBefore) {
        var deadline = ago(writtenBefore).plusSeconds(10);
        return new Intent(attempt, revision, Keys.PLACE, deadline, deadline.plusSeconds(5), null);
    }

    /** The same about the value of a record. */
    static Intent ofRecord(Intent intent) {
        return new Intent(
                intent.attempt(), intent.revision(), intent.place(), intent.deadline(), intent.holdUntil(), "record");
    }

    Ledgers owner(Owner value) {
        owner = value;
        return this;
    }

    Ledgers standing(Standing value, Duration since) {
        standing = value;
        standingSince = ago(since);
        return this;
    }

    Ledgers released(Duration since) {
        return standing(Standing.Released, since);
    }

    Ledgers lastRevision(int value) {
        lastRevision = value;
        return this;
    }

    Ledgers rotation(Trigger trigger, int revision) {
        rotation = run(trigger, revision);
        return this;
    }

    Ledgers rotation(Rotation value) {
        rotation = value;
        return this;
    }

    Ledgers with(Key key) {
        keys.add(key);
        return this;
    }

    /** With the sweep that every intent brings with it. */
    Ledgers intent(Intent value) {
        intent = value;
        return sweep(value.holdUntil().plus(hours(1)));
    }

    Ledgers neverAttempted() {
        place = null;
        return this;
    }

    Ledgers sweep(@Nullable Instant value) {
        sweepUntil = value;
        return this;
    }

    Ledgers unaccounted() {
        unaccounted = true;
        return this;
    }

    Ledgers sawRotate(String token) {
        tokens = tokens.withRotate(token);
        return this;
    }

    Ledgers sawExposed(String token) {
        tokens = tokens.withExposed(token);
        return this;
    }

    Ledgers sink(@Nullable Sink value) {
        sink = value;
        return this;
    }

    Ledgers failures(Failures value) {
        failures = value;
        return this;
    }

    Ledgers failed(int count, Reason reason, Duration retryIn) {
        failures = new Failures(count, reason, ago(seconds(1)), NOW.plus(retryIn));
        return this;
    }

    /** So many attempts, one a minute, the first of them so long ago. */
    Ledgers attempts(int count, Duration firstBefore) {
        attemptedAt = Stream.iterate(ago(firstBefore), at -> at.plusSeconds(60))
                .limit(count)
                .toList();
        return this;
    }

    Ledgers refusedInARow(int value) {
        refusedInARow = value;
        return this;
    }

    Ledgers behind() {
        behind = true;
        return this;
    }

    Ledgers requests(Request... values) {
        requests = List.of(values);
        return this;
    }

    /** A person was asked so long ago. */
    Ledgers asked(Duration before) {
        handOff = HandOff.asked(ago(before));
        return this;
    }

    Ledgers pastValues(String... values) {
        pastValues = List.of(values);
        return this;
    }

    /** Knows the policy of such a demand since then. */
    Ledgers policy(Demand demand, Duration before) {
        policy = Policy.of(demand, ago(before));
        return this;
    }

    Ledgers history(Turn... values) {
        history = List.of(values);
        return this;
    }

    Ledgers handOff(HandOff value) {
        handOff = value;
        return this;
    }

    Ledger done() {
        return new Ledger(
                owner,
                TARGET,
                standing,
                standingSince,
                DeletionPolicy.Revoke,
                List.copyOf(keys),
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
                List.of(),
                pastValues,
                policy);
    }
}
