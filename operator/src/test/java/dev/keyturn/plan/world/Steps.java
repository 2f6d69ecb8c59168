package dev.keyturn.plan.world;

import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Outcome;
import dev.keyturn.plan.ProviderName;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Sink;
import dev.keyturn.plan.SinkView;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Verification;
import dev.keyturn.plan.world.Operator.Call;
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
            case Step.TakeOut(var current, var _) -> () -> publish(current);
            case Step.Condemn(var keys) -> () -> new Dying(this, operator).condemn(keys);
            case Step.Revoke revoke -> () -> new Dying(this, operator).revoke(revoke);
            case Step.Compare _ ->
                () -> new Finding(this, operator).compare(world.now, world.ledger(), world.keyringVersion());
            case Step.Restart _ -> () -> record(new Outcome.Restarted(List.of(), List.of(), true, Optional.empty()));
            case Step.Unpublish _ -> () -> unpublish();
            case Step.TakeOver _ -> () -> record(new Outcome.TakenOver(Optional.of("wksp_1"), false));
            case Step.Discard _ ->
                () -> {
                    world.replace(operator.planned(), null, Map.of());
                    return null;
                };
            case Step.Recognise recognise -> () -> new Finding(this, operator).recognise(recognise);
            default -> () -> record(new Outcome.Done());
        };
    }

    /** The write of an outcome on the version that the step was planned on; who loses it plans again. */
    @Nullable
    Call record(Outcome outcome) {
        operator.remember(outcome);
        var next = operator.after(operator.basis(), outcome);
        return next.equals(operator.basis()) ? null : () -> write(operator.planned(), next, Map.of());
    }

    @Nullable
    Call write(int basis, Ledger next, Map<String, String> material) {
        if (world.choices.among("written", "the write was lost", "the answer to the write was lost") != 1) {
            world.replace(basis, next, material);
        }
        return null;
    }

    private @Nullable Call begin(Step.Begin begin) {
        operator.mind().draw(begin.attempt());
        return operator.isUnclaimed()
                ? () -> write(operator.planned(), operator.first(begin), Map.of())
                : record(Operator.clear());
    }

    private @Nullable Call issue(Step.Issue step) {
        var intent = step.intent();
        if (!operator.mind().beginCall(intent.attempt())) {
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
                record(
                        world.accepts(operator.materialOf(key))
                                ? new Outcome.Accepted()
                                : Verification.refused(key, world.now));
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
            operator.materialOf(key);
            var content = operator.content(operator.basis(), key);
            var shown = operator.previous(operator.basis(), key)
                    .map(previous -> new Sink.Previous(previous.attempt(), List.of("OLD")))
                    .orElse(null);
            return () -> {
                var answer = world.choices.among("written", "the write was lost", "the answer to the write was lost");
                var written = answer != 1 && world.write(secretVersion, content);
                return written && answer == 0
                        ? record(new Outcome.Published(world.now, false, List.of("K"), List.of(), List.of(), shown))
                        : null;
            };
        };
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
