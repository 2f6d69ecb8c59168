package dev.keyturn.project;

import dev.keyturn.plan.HandOff;
import dev.keyturn.plan.Key;
import dev.keyturn.plan.Ledger;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Words;
import dev.keyturn.project.Happenings.Happening;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a write of the ledger means to the person who is asked for something. */
final class HandOffHappenings {

    private static final String SEE = "; condition ActionRequired of this resource has the command";

    private HandOffHappenings() {}

    static List<Happening> between(Ledger before, Ledger after) {
        return Stream.of(
                        asked(before.handOff(), after.handOff()),
                        refused(before.handOff(), after.handOff()),
                        taken(before, after),
                        toEnd(before, after))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Happening> asked(@Nullable HandOff before, @Nullable HandOff after) {
        if (after == null) {
            return Optional.empty();
        }
        if (before == null || after.askedAt().isAfter(before.askedAt())) {
            return Optional.of(new Happening(false, Reason.AwaitingDelivery, "a new value is to be handed in" + SEE));
        }
        return after.reminders() == before.reminders()
                ? Optional.empty()
                : Optional.of(new Happening(
                        true,
                        Reason.Overdue,
                        "a new value was asked for at " + Words.at(after.askedAt()) + " and was not handed in yet"
                                + SEE));
    }

    private static Optional<Happening> refused(@Nullable HandOff before, @Nullable HandOff after) {
        var unfit = after == null ? null : after.unfit();
        var known = before == null ? null : before.unfit();
        return unfit == null
                        || (known != null
                                && known.fingerprint().equals(unfit.fingerprint())
                                && known.why().equals(unfit.why()))
                ? Optional.empty()
                : Optional.of(
                        new Happening(true, Reason.DeliveryRefused, "what was handed in is refused: " + unfit.why()));
    }

    private static Optional<Happening> taken(Ledger before, Ledger after) {
        return after.issued()
                .filter(key -> key.handedOver() && before.key(key.attempt()).isEmpty())
                .map(key -> new Happening(
                        false, Reason.Verifying, "what was handed in works and becomes revision " + key.revision()));
    }

    private static Optional<Happening> toEnd(Ledger before, Ledger after) {
        return after.keys().stream()
                .filter(Key::handedOver)
                .filter(key -> key.condemnedAt() != null)
                .filter(key -> isNews(before.key(key.attempt()), key))
                .findFirst()
                .map(key -> key.death().count() == 0
                        ? new Happening(
                                false,
                                Reason.AwaitingDeletion,
                                "revision " + key.revision() + " is to be ended at the provider by a person")
                        : new Happening(true, Reason.Overdue, Words.ofDeath(key)));
    }

    private static boolean isNews(Optional<Key> before, Key after) {
        return before.filter(known -> Objects.equals(known.condemnedAt(), after.condemnedAt())
                        && known.death().count() == after.death().count())
                .isEmpty();
    }
}
