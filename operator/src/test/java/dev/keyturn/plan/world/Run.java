package dev.keyturn.plan.world;

import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Owner;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.SampleDemand;
import dev.keyturn.plan.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One history of the world: one or two processes, until nothing happens any more. */
final class Run {

    private static final int MOST_CALLS = 3_000;

    final World world;
    final Wanted wanted;
    private final Choices choices;
    private final Duration horizon;
    private final List<Operator> operators = new ArrayList<>();
    private Operator current;
    private int backupsBefore;

    Run(Choices choices, int processes, Duration overlap, Duration horizon) {
        this(choices, processes, overlap, horizon, Map.of("K", "{{apiKey}}"));
    }

    /** With these entries in the Secret. */
    Run(Choices choices, int processes, Duration overlap, Duration horizon, Map<String, String> data) {
        this.choices = choices;
        this.horizon = horizon;
        world = new World(choices);
        wanted = new Wanted(
                new Resource(new Owner("SuprSendApiKey", "shop", "checkout", "uid-1", "ns-1"), null, null),
                SampleDemand.of(new Target("shop", "checkout-suprsend"))
                        .every(Duration.ofDays(180), "180d")
                        .overlap(overlap)
                        .data(data)
                        .done());
        for (var i = 0; i < processes; i++) {
            operators.add(new Operator(world, wanted, "p" + i));
        }
        current = operators.getFirst();
    }

    /** Without an accident, up to a credential that was published long ago and is due; then both processes begin anew. */
    Run withAKeyThatIsDue() {
        choices.quiet(true);
        until(Integer.MAX_VALUE, () -> {});
        world.now = world.now.plus(Duration.ofDays(180));
        operators.forEach(Operator::crash);
        backupsBefore = world.backups().size();
        choices.quiet(false);
        return this;
    }

    void restart() {
        operators.forEach(Operator::crash);
    }

    /** The last version of the keyring before the key was due. */
    int firstBackup() {
        return backupsBefore - 1;
    }

    World.Backup beforeTheRotation() {
        return world.backups().get(firstBackup());
    }

    /** The resource is gone, and another of the same name is there. */
    void applyAgain() {
        var before = wanted.resource.owner();
        wanted.resource = new Resource(
                new Owner(before.kind(), before.namespace(), before.name(), before.uid() + "x", before.namespaceUid()),
                null,
                null);
        wanted.deleted = false;
        wanted.gone = false;
    }

    void annotate(String exposed) {
        wanted.resource = new Resource(wanted.resource.owner(), wanted.resource.rotate(), exposed);
    }

    void request(String rotate) {
        wanted.resource = new Resource(wanted.resource.owner(), rotate, wanted.resource.exposed());
    }

    /** Goes on until the horizon; at one of the calls something comes from outside. */
    Run until(int call, Runnable fromOutside) {
        return until(call, fromOutside, horizon);
    }

    /** Goes on until so long after something came from outside. */
    Run until(int call, Runnable fromOutside, Duration after) {
        Instant end = world.now.plus(call == Integer.MAX_VALUE ? after : horizon);
        for (var calls = 0; world.now.isBefore(end); calls++) {
            world.check(calls < MOST_CALLS, "no-loop", calls);
            if (calls == call) {
                fromOutside.run();
                end = world.now.plus(after);
            }
            if (!wake(end)) {
                world.now = end;
                return this;
            }
            happen();
            world.now = world.now.plusMillis(100);
        }
        return this;
    }

    /** Makes a process that has something to do the current one; where none has, time passes. */
    private boolean wake(Instant end) {
        while (operators.stream().allMatch(Operator::rests)) {
            var next = operators.stream()
                    .map(Operator::restsUntil)
                    .min(Instant::compareTo)
                    .orElseThrow();
            if (next.isAfter(end)) {
                return false;
            }
            world.now = next;
        }
        if (current.rests()) {
            current = operators.stream()
                    .filter(operator -> !operator.rests())
                    .findFirst()
                    .orElseThrow();
        }
        return true;
    }

    private void happen() {
        var taken = operators.size() == 1
                ? choices.among("goes on", "is killed", "stands still for 20 s")
                : choices.among(
                        "goes on", "is killed", "stands still for 20 s", "the other goes on", "the other, after 20 s");
        switch (taken) {
            case 1 -> current.crash();
            case 2 -> world.now = world.now.plusSeconds(20);
            case 3 -> other();
            case 4 -> {
                world.now = world.now.plusSeconds(20);
                other();
            }
            default -> {}
        }
        current.go();
    }

    private void other() {
        current = operators.get((operators.indexOf(current) + 1) % operators.size());
    }

    /** Nothing is left to do: one key lives, it is the published one, and the ledger says just that. */
    void settledAt(int revision) {
        var ledger = world.ledger();
        var secret = world.secret();
        world.check(ledger != null && secret != null, "something is published", null);
        if (ledger == null || secret == null) {
            return;
        }
        world.check(ledger.intent() == null && ledger.rotation() == null, "settled", ledger);
        world.check(
                ledger.keys().size() == 1 && ledger.keys().getFirst().state() == KeyState.Current,
                "one key in the ledger",
                ledger);
        world.check(secret.revision() == revision, "pure-trigger: revision " + revision, secret);
        world.check(
                world.provider.aliveIds().equals(List.of(secret.value())), "single-mint", world.provider.aliveIds());
        world.check(world.provider.madeInAll() <= 25, "no-loop: keys issued", world.provider.madeInAll());
    }

    /** What was published when the token was seen is replaced, and that once. */
    void settledAsAsked(int publishedWhenSet) {
        var asked = Optional.ofNullable(world.ledger()).map(Ledger::requests).orElse(List.of());
        world.check(
                asked.size() == 1 && asked.getFirst().through() >= publishedWhenSet, "a token is never lost", asked);
        world.check(asked.getFirst().provedDeadAt() != null, "dead-is-dead", asked);
        settledAt(asked.getFirst().through() + 1);
    }

    /** Nothing is left at all. */
    void gone() {
        world.check(world.ledger() == null && world.secret() == null, "gone", world.ledger());
        world.check(world.provider.aliveIds().isEmpty(), "no-orphan", world.provider.aliveIds());
    }
}
