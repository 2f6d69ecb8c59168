package dev.keyturn.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a keyring without a resource does not end by itself, so that somebody has to be told.
 *
 * @param keys that live on
 * @param why what stands in the way of all of it; empty: each of the keys has been asked about in vain, or is ended by people, or was retained
 */
public record LeftAlive(List<Key> keys, Optional<String> why) {

    /**
     * Empty where all goes its way.
     *
     * @param rest what the last pass came to rest on, if there was one
     */
    public static Optional<LeftAlive> of(Ledger ledger, Optional<Step> rest) {
        return switch (ledger.standing()) {
            // Nobody has deleted anything there, and that has a count of its own.
            case Living, Unowned -> Optional.empty();
            case Retained ->
                told(
                        Stream.of(ledger.in(KeyState.Previous), inVain(ledger), shown(ledger))
                                .flatMap(keys -> keys),
                        rest);
            case Released -> told(inVain(ledger), rest).or(() -> stuck(ledger, rest));
        };
    }

    private static Optional<LeftAlive> told(Stream<Key> keys, Optional<Step> rest) {
        return Optional.of(new LeftAlive(keys.distinct().toList(), rest.flatMap(LeftAlive::blocked)))
                .filter(left -> !left.keys().isEmpty());
    }

    /** Nothing of it goes on: neither its keys nor, where it has none, the sweep for one that nobody knows. */
    private static Optional<LeftAlive> stuck(Ledger ledger, Optional<Step> rest) {
        return rest.flatMap(LeftAlive::blocked).map(why -> new LeftAlive(ledger.keys(), Optional.of(why)));
    }

    /** Condemned ones that the Secret shows beside the one in use: nobody is there to take them out, and so they do not die. */
    private static Stream<Key> shown(Ledger ledger) {
        var free = PreviousValue.withoutShown(ledger).keys();
        return ledger.in(KeyState.Revoking).filter(key -> !free.contains(key));
    }

    private static Stream<Key> inVain(Ledger ledger) {
        return ledger.in(KeyState.Revoking)
                .filter(key -> key.handedOver() || key.death().count() > 0);
    }

    private static Optional<String> blocked(Step rest) {
        return switch (rest) {
            case Step.Wait(var _, var reason, var detail) when endless(reason) -> Optional.of(reason + ": " + detail);
            case Step.Halt(var reason, var detail) -> Optional.of(reason + ": " + detail);
            default -> Optional.empty();
        };
    }

    /** That the account does not open is tried on, and is nothing that passes by itself either. */
    private static boolean endless(Reason reason) {
        return reason.needsAPerson() || reason == Reason.AccountUnauthorized || reason == Reason.WorkspaceNotSeen;
    }
}
