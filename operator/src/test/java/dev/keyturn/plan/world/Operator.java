package dev.keyturn.plan.world;

import dev.keyturn.plan.AccountView;
import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Limits;
import dev.keyturn.plan.Observation;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.Place;
import dev.keyturn.plan.Planner;
import dev.keyturn.plan.PreviousValue;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Turning;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One process: plans, performs step by step, one call to the world at a time, and may be killed between any two. */
final class Operator {

    /** One call to the world, and what the process does after it; null when it plans anew. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Call make();
    }

    static final Place PLACE = new Place("acct-1", "cloud", "staging", "wksp_1");

    private final World world;
    private final Wanted wanted;
    private final String name;
    private Mind mind = new Mind();
    private int drawn;
    private @Nullable Call next;
    private Instant restsUntil = Instant.MIN;
    private String seen = "";
    private Step step = new Step.LetGo();
    private int planned;
    private @Nullable Ledger basis;
    private SinkView sink = new SinkView.Absent();

    Operator(World world, Wanted wanted, String name) {
        this.world = world;
        this.wanted = wanted;
        this.name = name;
    }

    /** All that was in memory is lost; the next call is a plan. */
    void crash() {
        mind = new Mind();
        next = null;
        seen = "";
        restsUntil = Instant.MIN;
    }

    boolean rests() {
        return next == null && world.now.isBefore(restsUntil) && seen.equals(fingerprint());
    }

    Instant restsUntil() {
        return restsUntil;
    }

    private String fingerprint() {
        return world.keyringVersion() + "/" + world.secretVersion() + "/" + wanted.resource + wanted.deleted
                + wanted.gone;
    }

    void go() {
        next = next == null ? plan() : next.make();
    }

    private @Nullable Call plan() {
        seen = fingerprint();
        planned = world.keyringVersion();
        basis = world.ledger();
        sink = look();
        if (basis == null && wanted.gone) {
            restsUntil = Instant.MAX;
            return null;
        }
        step = Planner.next(observe(), world.now);
        return switch (step) {
            case Step.Wait wait -> rest(wait.until());
            case Step.Halt _ -> rest(world.now.plus(Planner.LONGEST_WAIT));
            case Step.LetGo _ -> {
                wanted.gone = wanted.deleted;
                yield null;
            }
            default -> Steps.of(this, step);
        };
    }

    private @Nullable Call rest(Instant until) {
        world.check(until.isAfter(world.now), "no wait that is over", step);
        restsUntil = until;
        return null;
    }

    private Observation observe() {
        drawn++;
        var memo = mind.memo(attempt());
        var ledger = basis;
        if (wanted.gone) {
            if (ledger == null) {
                throw new IllegalStateException("nothing to look at");
            }
            return new Observation.Orphaned(ledger, true, false, Limits.DEFAULTS, memo);
        }
        if (wanted.deleted) {
            return new Observation.Deleting(wanted.resource, DeletionPolicy.Revoke, Optional.ofNullable(ledger), memo);
        }
        var account = new AccountView.Usable();
        return ledger == null
                ? new Observation.Unclaimed(
                        wanted.resource, wanted.demand, account, sink, Limits.DEFAULTS, memo, Turning.OVERLAPPING)
                : new Observation.Claimed(
                        wanted.resource,
                        wanted.demand,
                        account,
                        sink,
                        Limits.DEFAULTS,
                        memo,
                        ledger,
                        Turning.OVERLAPPING);
    }

    /** Eight characters that no other process draws. */
    private String attempt() {
        return String.format("%s%06d", name, drawn);
    }

    SinkView look() {
        var published = world.secret();
        if (published == null) {
            return new SinkView.Absent();
        }
        var ledger = world.ledger();
        var holds = ledger == null
                ? Optional.<Key>empty()
                : ledger.keys().stream()
                        .filter(key -> key.withMaterial() && key.id().equals(published.value()))
                        .findFirst();
        var exact = ledger != null
                && holds.filter(key -> key.state() == KeyState.Current)
                        .filter(key -> isExact(published, content(ledger, key)))
                        .isPresent();
        return new SinkView.Ours(holds.map(Key::attempt), exact, published.revision(), Optional.of(published.value()));
    }

    private static boolean isExact(World.Published there, World.Published wanted) {
        return Objects.equals(there.previous(), wanted.previous())
                && there.ended().containsAll(wanted.ended());
    }

    /** What the Secret is to hold for a key. */
    World.Published content(Ledger ledger, Key key) {
        var used = wanted.demand.usesPrevious();
        return new World.Published(
                key.id(),
                key.revision(),
                previous(ledger, key).map(Key::id).orElse(null),
                PreviousValue.ended(ledger, used).stream().map(Key::id).collect(Collectors.toSet()));
    }

    Optional<Key> previous(Ledger ledger, Key key) {
        return PreviousValue.beside(ledger, key).filter(_ -> wanted.demand.usesPrevious());
    }

    // What calls need.

    World world() {
        return world;
    }

    Step step() {
        return step;
    }

    Ledger basis() {
        if (basis == null) {
            throw new IllegalStateException("the step needs a keyring");
        }
        return basis;
    }

    boolean isUnclaimed() {
        return basis == null;
    }

    int planned() {
        return planned;
    }

    Mind mind() {
        return mind;
    }

    void remember(Outcome outcome) {
        mind.remember(step, outcome, world.now);
    }

    /** As the keyring held it when the step was planned; a key's id is its value here. */
    String materialOf(Key key) {
        world.check(key.withMaterial(), "no probe without material", key);
        return key.id();
    }

    Ledger after(Ledger ledger, Outcome outcome) {
        return wanted.deleted || wanted.gone
                ? Recorder.withoutDemand(ledger, wanted.resource, step, outcome, world.now)
                : Recorder.after(
                        ledger, wanted.resource, wanted.demand, sink, Limits.DEFAULTS, step, outcome, world.now);
    }

    Ledger first(Step.Begin begin) {
        return Recorder.first(
                new Observation.Unclaimed(
                        wanted.resource,
                        wanted.demand,
                        new AccountView.Usable(),
                        sink,
                        Limits.DEFAULTS,
                        new Mind().memo(""),
                        Turning.OVERLAPPING),
                begin,
                new Outcome.Clear(PLACE),
                world.now);
    }

    static Outcome.Clear clear() {
        return new Outcome.Clear(PLACE);
    }

    Demand demand() {
        return wanted.demand;
    }
}
