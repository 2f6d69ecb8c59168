package dev.keyturn.plan;

import java.util.Optional;

/**
 * How the key of a credential turns, and what a person has to do with it.
 *
 * @param contact who does what only a person can; empty where the account names nobody
 * @param feeds whether the account takes its service token from the Secret that is published
 */
public record Turning(Strategy strategy, Guide guide, DeliveryView delivery, Optional<String> contact, boolean feeds) {

    /** Without a person: the provider makes new keys and ends old ones. */
    public static final Turning OVERLAPPING =
            new Turning(Strategy.OVERLAP, Guide.NONE, new DeliveryView.Unseen(), Optional.empty(), false);

    /**
     * What keeps the credential from going on. For a value that a person brings the account's own token need not work: that value may be
     * what mends it.
     */
    Optional<AccountView.Blocked> blocking(AccountView account) {
        return account instanceof AccountView.Blocked blocked && !(byHand() && isOfToken(blocked.reason()))
                ? Optional.of(blocked)
                : Optional.empty();
    }

    private static boolean isOfToken(Reason reason) {
        return switch (reason) {
            case AccountUnauthorized, TokenMissing, TokenEmpty -> true;
            default -> false;
        };
    }

    /** Whether the account refuses the very token that this credential publishes for it. */
    boolean rejected(AccountView account) {
        return feeds
                && byHand()
                && account instanceof AccountView.Blocked(var reason, var _)
                && reason == Reason.AccountUnauthorized;
    }

    boolean byHand() {
        return strategy == Strategy.HAND_OFF;
    }
}
