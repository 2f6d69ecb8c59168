package dev.keyturn.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The value of the key before, which a Secret may show beside the current one for as long as that key lives. It is out of the Secret, by a
 * write that came after its condemnation, before the provider is asked to end it: who had decided before that would put a dead one there.
 */
public final class PreviousValue {

    private PreviousValue() {}

    /**
     * The key whose value stands for {@code {{previous.…}}} in a Secret that holds this one: the newest of those that were published and
     * replaced, in the same workspace and of the same kind. The value of a record that turns in place has none: it is dead as soon as the
     * next one is there.
     */
    public static Optional<Key> beside(Ledger ledger, Key key) {
        return ledger.keys().stream()
                .filter(other -> isReplacedBy(key, other) && mayBeShown(key, other) && !other.exposed())
                .filter(_ -> !replacesWhatDied(ledger, key))
                .max(Comparator.comparingInt(Key::revision).thenComparing(Key::issuedAt));
    }

    private static boolean isReplacedBy(Key key, Key other) {
        return switch (other.state()) {
            case Previous -> true;
            // The write that publishes a new key makes it the previous one.
            case Current -> key.state() == KeyState.Issued;
            case Issued, Revoking -> false;
        };
    }

    /** What was ended at the provider is as dead as what we have ended. */
    static boolean replacesWhatDied(Ledger ledger, Key key) {
        var rotation = ledger.rotation();
        return (rotation != null && rotation.trigger() == Trigger.Rejected && rotation.revision() == key.revision())
                || ledger.history().stream()
                        .anyMatch(turn -> turn.trigger() == Trigger.Rejected && turn.revision() == key.revision());
    }

    private static boolean mayBeShown(Key key, Key other) {
        return other.published()
                && other.withMaterial()
                && !other.setAside()
                && !other.inPlace()
                && !key.inPlace()
                && !other.attempt().equals(key.attempt())
                && other.kind().equals(key.kind())
                && other.place().endpoint().equals(key.place().endpoint())
                && other.place().workspaceUid().equals(key.place().workspaceUid());
    }

    /**
     * The keys whose value an entry may show and is not to show any more: condemned ones, and one that was exposed while it stood there.
     *
     * @param used whether an entry shows the value before; where none does, what was published last tells
     */
    public static List<Key> ended(Ledger ledger, boolean used) {
        var sink = ledger.sink();
        Predicate<Key> stood = key -> sink != null && sink.shows(key);
        Predicate<Key> may = key -> used
                && !key.exposed()
                && ledger.current().filter(current -> mayBeShown(current, key)).isPresent();
        return ledger.keys().stream()
                .filter(key -> switch (key.state()) {
                    case Revoking -> stood.or(may).test(key);
                    case Previous -> key.exposed() && stood.test(key);
                    case Issued, Current -> false;
                })
                .toList();
    }

    /** The Secret is written without them, once. What else differs in it is put right with that. */
    static Optional<Step> takeOut(Observation.Claimed seen) {
        var current = seen.ledger().current();
        if (current.isEmpty() || !holds(seen, current.get()) || isExact(seen)) {
            return Optional.empty();
        }
        var ended = ended(seen.ledger(), seen.demand().usesPrevious());
        return ended.isEmpty() ? Optional.empty() : Optional.of(new Step.TakeOut(current.get(), ended));
    }

    private static boolean holds(Observation.Claimed seen, Key current) {
        return seen.sink() instanceof SinkView.Ours ours
                && ours.holds().filter(current.attempt()::equals).isPresent();
    }

    private static boolean isExact(Observation.Claimed seen) {
        return seen.sink() instanceof SinkView.Ours ours && ours.exact();
    }

    /** The ledger without those of the condemned keys that were not taken out yet; an exposed one does not wait for that. */
    static Ledger withoutStanding(Observation.Claimed seen) {
        return isExact(seen)
                ? seen.ledger()
                : without(seen.ledger(), ended(seen.ledger(), seen.demand().usesPrevious()));
    }

    /** The same where nobody knows what is wanted in the Secret: what was published last tells. */
    static Ledger withoutShown(Ledger ledger) {
        return without(ledger, ended(ledger, false));
    }

    private static Ledger without(Ledger ledger, List<Key> keys) {
        var edit = ledger.edit();
        keys.stream()
                .filter(key -> key.state() == KeyState.Revoking && !key.exposed())
                .forEach(key -> edit.remove(key.attempt()));
        return edit.done();
    }
}
