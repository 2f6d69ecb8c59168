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
            case Retained -> some(Stream.concat(ledger.in(KeyState.Previous), inVain(ledger)), Optional.empty());
            case Released -> {
                var why = rest.flatMap(LeftAlive::blocked);
                yield why.isPresent()
                        ? Optional.of(new LeftAlive(ledger.keys(), why))
                        : some(inVain(ledger), Optional.empty());
            }
        };
    }

    private static Stream<Key> inVain(Ledger ledger) {
        return ledger.in(KeyState.Revoking)
                .filter(key -> key.handedOver() || key.death().count() > 0);
    }

    private static Optional<LeftAlive> some(Stream<Key> keys, Optional<String> why) {
        return Optional.of(new LeftAlive(keys.toList(), why))
                .filter(left -> !left.keys().isEmpty());
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
