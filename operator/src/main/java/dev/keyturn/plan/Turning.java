package dev.keyturn.plan;

import java.util.Optional;

/**
 * How the key of a credential turns, and what a person has to do with it.
 *
 * @param contact who does what only a person can; empty where the account names nobody
 * @param feeds whether the account takes its service token from the Secret that is published
 * @param ofRecord whether its values are those of one record that stays
 * @param way how that one is turned; empty while it is not found out, and where there is no such record
 */
public record Turning(
        Strategy strategy,
        Guide guide,
        DeliveryView delivery,
        Optional<String> contact,
        boolean feeds,
        boolean ofRecord,
        Optional<Way> way) {

    /** Without a person: the provider makes new keys and ends old ones. */
    public static final Turning OVERLAPPING =
            new Turning(Strategy.OVERLAP, Guide.NONE, new DeliveryView.Unseen(), Optional.empty(), false);

    /** Of keys that stand beside each other, or of values that a person brings. */
    public Turning(Strategy strategy, Guide guide, DeliveryView delivery, Optional<String> contact, boolean feeds) {
        this(strategy, guide, delivery, contact, feeds, false, Optional.empty());
    }

    /**
     * Of the values of one record.
     *
     * @param way as far as it is known yet
     */
    public static Turning ofRecord(Optional<Way> way, Guide guide, DeliveryView delivery, Optional<String> contact) {
        var strategy = way.filter(known -> known != Way.Api).isPresent() ? Strategy.HAND_OFF : Strategy.IN_PLACE;
        return new Turning(strategy, guide, delivery, contact, false, true, way);
    }

    /** Whether the provider shows the value of the record: then a person who has it replaced hands nothing in. */
    boolean isShown() {
        return ofRecord && way.filter(known -> known != Way.Delivery).isPresent();
    }

    /** Whether nothing can begin before it is found out how far a program gets. */
    boolean isUnknown() {
        return ofRecord && way.isEmpty();
    }

    /**
     * What keeps the credential from going on. For a value that a person brings the account's own token need not work: that value may be
     * what mends it.
     */
    Optional<AccountView.Blocked> blocking(AccountView account) {
        return account instanceof AccountView.Blocked blocked && !(byHand() && !ofRecord && isOfToken(blocked.reason()))
                ? Optional.of(blocked)
                : Optional.empty();
    }

    /** The same for a key that is there already; one that was turned in place is what lives, and is published without asking by a token. */
    Optional<AccountView.Blocked> blocking(AccountView account, Key key) {
        return blocking(account).filter(blocked -> !(key.inPlace() && isOfToken(blocked.reason())));
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
