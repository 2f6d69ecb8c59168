package dev.keyturn.project;

import dev.keyturn.plan.Deaths;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.KeyState;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a write of the ledger means to users, as events: at most three for a rotation, and one for each new kind of failure. */
public final class Happenings {

    /** An event without its object. */
    public record Happening(boolean warning, Reason reason, String message) {}

    private Happenings() {}

    /** The happenings between two versions of a ledger, in order. */
    public static List<Happening> between(Optional<Ledger> before, Ledger after) {
        var happenings = new ArrayList<Happening>();
        begun(before, after).ifPresent(happenings::add);
        published(before, after).ifPresent(happenings::add);
        before.ifPresent(known -> {
            exposed(known, after).ifPresent(happenings::add);
            failed(known, after).ifPresent(happenings::add);
            known.keys().stream()
                    .filter(key -> after.key(key.attempt()).isEmpty())
                    .map(key -> Deaths.leavesAlive(known, key) ? leftAlive(key) : dead(key))
                    .forEach(happenings::add);
            Restarted.between(known, after).forEach(happenings::add);
            HandOffHappenings.between(known, after).forEach(happenings::add);
            tookUp(known, after).ifPresent(happenings::add);
            standing(known, after).ifPresent(happenings::add);
        });
        return List.copyOf(happenings);
    }

    private static Optional<Happening> begun(Optional<Ledger> before, Ledger after) {
        var id = before.flatMap(known -> Optional.ofNullable(known.rotation())).map(rotation -> rotation.id());
        return Optional.ofNullable(after.rotation())
                .filter(rotation -> !Optional.of(rotation.id()).equals(id))
                .map(rotation -> new Happening(
                        false,
                        Reason.Issuing,
                        rotation.trigger() + " rotation " + rotation.id() + " to revision " + rotation.revision()
                                + " begins" + (rotation.token() == null ? "" : ", asked for by " + rotation.token())));
    }

    private static Optional<Happening> published(Optional<Ledger> before, Ledger after) {
        return after.current()
                .filter(key -> before.flatMap(known -> known.key(key.attempt()))
                        .filter(Key::published)
                        .isEmpty())
                .map(key -> new Happening(
                        false,
                        after.in(KeyState.Previous).findAny().isPresent() ? Reason.Overlap : Reason.Settled,
                        "revision " + key.revision() + " (" + key.id() + ") was proved and is published in Secret "
                                + after.target().secretName()));
    }

    private static Happening dead(Key key) {
        return new Happening(
                false,
                Reason.Settled,
                "revision " + key.revision() + " (" + key.id() + ") is refused by the provider: proved dead");
    }

    private static Happening leftAlive(Key key) {
        return new Happening(
                true,
                Reason.Settled,
                "revision " + key.revision() + " (" + key.id() + ") "
                        + (key.stays()
                                ? "was taken over to be left alive when it was replaced: it is"
                                : "is the value of a record that cannot be deleted: it is left alive")
                        + ", and Keyturn has nothing more to do with it");
    }

    private static Optional<Happening> exposed(Ledger before, Ledger after) {
        return after.keys().stream()
                .filter(Key::exposed)
                .filter(key -> before.key(key.attempt())
                        .filter(known -> !known.exposed())
                        .isPresent())
                .max(Comparator.comparingInt(Key::revision))
                .map(key -> new Happening(
                        true,
                        Reason.ExposedStillAlive,
                        "everything up to revision " + key.revision() + " was exposed and is replaced at once"));
    }

    private static Optional<Happening> failed(Ledger before, Ledger after) {
        var reason = after.failures().reason();
        return reason == null || Objects.equals(before.failures().reason(), reason)
                ? Optional.empty()
                : Optional.of(new Happening(
                        true,
                        reason,
                        "a step failed and is tried again at "
                                + after.failures().retryAt()));
    }

    private static Optional<Happening> tookUp(Ledger before, Ledger after) {
        return after.in(KeyState.Previous)
                .filter(key -> !key.withMaterial() && before.key(key.attempt()).isEmpty())
                .findFirst()
                .map(key -> new Happening(
                        true,
                        Reason.Sweeping,
                        "found a key of an attempt whose outcome was unknown (" + key.id() + "); it will be revoked"));
    }

    private static Optional<Happening> standing(Ledger before, Ledger after) {
        if (before.standing() == after.standing() && before.owner().equals(after.owner())) {
            return Optional.empty();
        }
        if (after.standing() == Standing.Released) {
            return after.current()
                    .filter(Key::inPlace)
                    .map(
                            key -> new Happening(
                                    true,
                                    Reason.Settled,
                                    "revision " + key.revision() + " (" + key.id()
                                            + ") is of a pair that came with its workspace, which cannot be deleted: it is left alive"));
        }
        return after.standing() == Standing.Living
                ? Optional.of(new Happening(
                        false,
                        Reason.Settled,
                        "took over the keyring of Secret " + after.target().secretName()))
                : Optional.empty();
    }
}
