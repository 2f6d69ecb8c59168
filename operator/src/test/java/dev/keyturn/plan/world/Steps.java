package dev.keyturn.plan.world;

import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Recorder;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Verification;
import dev.keyturn.plan.world.Operator.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that each step is made of; which of them fail, and how, is chosen. */
final class Steps {

    private final Operator operator;
    private final World world;

    private Steps(Operator operator) {
        this.operator = operator;
        world = operator.world();
    }

    static Call of(Operator operator, Step step) {
        return new Steps(operator).calls(step);
    }

    private Call calls(Step step) {
        return switch (step) {
            case Step.Begin begin -> () -> begin(begin);
            case Step.Issue issue -> () -> issue(issue);
            case Step.Verify(var key) -> () -> verify(key);
            case Step.Publish(var key) -> () -> publish(key);
            case Step.Condemn(var keys) -> () -> condemn(keys);
            case Step.Revoke revoke -> () -> revoke(revoke);
            case Step.Compare _ -> () -> compare(world.now, world.ledger(), world.keyringVersion());
            case Step.Unpublish _ -> () -> unpublish();
            case Step.TakeOver _ -> () -> record(new Outcome.TakenOver(Optional.of("wksp_1"), false));
            case Step.Discard _ ->
                () -> {
                    world.replace(operator.planned(), null, Map.of());
                    return null;
                };
            case Step.Recognise recognise -> () -> recognise(recognise);
            default -> () -> record(new Outcome.Done());
        };
    }

    /** The write of an outcome on the version that the step was planned on; who loses it plans again. */
    private @Nullable Call record(Outcome outcome) {
        operator.remember(outcome);
        var next = operator.after(operator.basis(), outcome);
        return next.equals(operator.basis()) ? null : () -> write(operator.planned(), next, Map.of());
    }

    private @Nullable Call write(int basis, Ledger next, Map<String, String> material) {
        if (world.choices.among("written", "the write was lost", "the answer to the write was lost") != 1) {
            world.replace(basis, next, material);
        }
        return null;
    }

    private @Nullable Call begin(Step.Begin begin) {
        operator.draw(begin.attempt());
        return operator.isUnclaimed()
                ? () -> write(operator.planned(), operator.first(begin), Map.of())
                : record(Operator.clear());
    }

    private @Nullable Call issue(Step.Issue step) {
        var intent = step.intent();
        if (!operator.beginCall(intent.attempt())) {
            return null;
        }
        var name = new ProviderName(World.INSTALLATION, World.KEYRING, intent.revision(), intent.attempt()).toString();
        return switch (world.choices.among(
                "made", "dropped before", "dropped after", "executed twice", "failed", "500 after the effect")) {
            case 0 -> insist(issued(world.issue(name), name), Map.of());
            case 1 -> insist(new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()), Map.of());
            case 2 -> {
                world.issue(name);
                yield insist(new Outcome.Lost(Reason.ProviderUnavailable, Optional.empty()), Map.of());
            }
            case 3 -> {
                world.issue(name);
                yield insist(issued(world.issue(name), name), Map.of());
            }
            case 4 -> insist(new Outcome.Failed(Reason.ProviderUnavailable, Optional.empty()), Map.of());
            default -> {
                world.issue(name);
                yield insist(new Outcome.Failed(Reason.ProviderUnavailable, Optional.empty()), Map.of());
            }
        };
    }

    private Outcome issued(String id, String name) {
        return new Outcome.Issued(id, name, "hmac:" + id, world.now);
    }

    /** What a call brought is recorded on whatever is the newest version. */
    private Call insist(Outcome outcome, Map<String, String> none) {
        return () -> {
            var newest = world.ledger();
            var version = world.keyringVersion();
            if (newest == null) {
                return null;
            }
            var next = operator.after(newest, outcome);
            return () -> {
                if (next.equals(newest)) {
                    return null;
                }
                return switch (world.choices.among(
                        "written", "the write was lost", "the answer to the write was lost")) {
                    case 0 -> world.replace(version, next, material(outcome, next)) ? null : insist(outcome, none);
                    case 1 -> insist(outcome, none);
                    default -> {
                        world.replace(version, next, material(outcome, next));
                        yield insist(outcome, none);
                    }
                };
            };
        };
    }

    private Map<String, String> material(Outcome outcome, Ledger next) {
        return outcome instanceof Outcome.Issued issued
                        && operator.step() instanceof Step.Issue(var intent)
                        && next.key(intent.attempt()).isPresent()
                ? Map.of(intent.attempt(), issued.id())
                : Map.of();
    }

    private @Nullable Call verify(Key key) {
        return switch (world.choices.among("answered", "no answer")) {
            case 0 ->
                record(world.accepts(materialOf(key)) ? new Outcome.Accepted() : Verification.refused(key, world.now));
            default -> record(new Outcome.Failed(Reason.ProviderUnavailable, Optional.empty()));
        };
    }

    /** The Secret first, the keyring live after it, then the write with the Secret's version. */
    private @Nullable Call publish(Key key) {
        var secretVersion = world.secretVersion();
        return () -> {
            if (world.keyringVersion() != operator.planned() || isLater(operator.look(), key)) {
                return null;
            }
            var value = materialOf(key);
            return () -> {
                var answer = world.choices.among("written", "the write was lost", "the answer to the write was lost");
                var written = answer != 1 && world.write(secretVersion, new World.Published(value, key.revision()));
                return written && answer == 0
                        ? record(new Outcome.Published(world.now, false, List.of("K"), List.of(), List.of()))
                        : null;
            };
        };
    }

    /** As the keyring held it when the step was planned; a key's id is its value here. */
    private String materialOf(Key key) {
        world.check(key.withMaterial(), "no probe without material", key);
        return key.id();
    }

    private boolean isLater(SinkView view, Key key) {
        return view instanceof SinkView.Ours ours
                && ours.holds()
                        .flatMap(operator.basis()::key)
                        .filter(known -> known.revision() > key.revision()
                                && !known.setAside()
                                && known.state() != KeyState.Revoking)
                        .isPresent();
    }

    private @Nullable Call recognise(Step.Recognise step) {
        var made = world.listed().stream()
                .filter(listed -> listed.id().equals(step.keyId()))
                .findFirst()
                .orElse(null);
        var published = world.secret();
        if (made == null || published == null || !published.value().equals(made.id()) || !world.accepts(made.id())) {
            operator.dismiss(step.keyId());
            return record(new Outcome.Done());
        }
        var key = Operator.standing(made, world.now);
        operator.remember(new Outcome.Recognised(key));
        var next = operator.after(operator.basis(), new Outcome.Recognised(key));
        return () -> write(operator.planned(), next, Map.of(key.attempt(), made.id()));
    }

    private @Nullable Call condemn(List<Key> keys) {
        var ledger = operator.basis();
        var current = ledger.current().orElseThrow();
        if (world.keyringVersion() != operator.planned()
                || !(operator.look() instanceof SinkView.Ours ours)
                || !ours.holds().equals(Optional.of(current.attempt()))) {
            return null;
        }
        return () -> {
            var dying = keys.stream()
                    .filter(key -> Deaths.notBefore(ledger, key, operator.demand())
                            .filter(at -> !world.now.isBefore(at))
                            .isPresent())
                    .map(Key::attempt)
                    .toList();
            return world.accepts(materialOf(current))
                    ? record(new Outcome.Condemnable(dying))
                    : record(new Outcome.Blocked(Reason.ProviderDisagrees, "", Optional.empty()));
        };
    }

    private @Nullable Call revoke(Step.Revoke step) {
        var key = step.key();
        var byProbes = step.control().isPresent() && key.withMaterial();
        if (!byProbes && !key.listed() && isListed(key)) {
            return record(new Outcome.Listed(true));
        }
        switch (world.choices.among("revoked", "dropped before", "dropped after")) {
            case 0, 2 -> world.revoke(key.id());
            default -> {}
        }
        return () -> {
            if (byProbes) {
                var dead = !world.accepts(materialOf(key))
                        && world.accepts(materialOf(step.control().orElseThrow()));
                return record(
                        dead
                                ? new Outcome.Dead()
                                : Deaths.unproved(key, Optional.empty(), Optional.empty(), world.now));
            }
            return record(
                    isListed(key)
                            ? Deaths.unproved(key, Optional.empty(), Optional.empty(), world.now)
                            : new Outcome.Listed(false));
        };
    }

    private boolean isListed(Key key) {
        return world.listed().stream().anyMatch(made -> made.id().equals(key.id()));
    }

    /** The ledger is read, then the list, and the findings are recorded by compare-and-swap. */
    private Call compare(Instant at, @Nullable Ledger read, int version) {
        return () -> {
            var listed = world.listed();
            return () -> settle(at, read, version, listed);
        };
    }

    private @Nullable Call settle(Instant at, @Nullable Ledger read, int version, List<World.Made> listed) {
        var next = read;
        for (var made : listed) {
            next = next == null ? null : Recorder.found(next, Operator.found(made, at), at);
        }
        if (next != null && !next.equals(read) && !world.replace(version, next, Map.of())) {
            operator.remember(new Outcome.Blocked(Reason.Sweeping, "", Optional.of(Duration.ofSeconds(2))));
        } else {
            operator.compared(at);
        }
        return null;
    }

    private @Nullable Call unpublish() {
        var version = world.secretVersion();
        if (world.keyringVersion() != operator.planned()) {
            return null;
        }
        return () -> switch (world.choices.among(
                "removed", "the removal was lost", "the answer to the removal was lost")) {
            case 0 -> world.secret() == null || world.write(version, null) ? record(new Outcome.Done()) : null;
            case 1 -> null;
            default -> {
                world.write(version, null);
                yield null;
            }
        };
    }
}
