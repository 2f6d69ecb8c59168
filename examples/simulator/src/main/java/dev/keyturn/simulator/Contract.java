package dev.keyturn.simulator;

/**
 * The points on which the provider's documentation is silent; each way to answer is one a client must bear.
 *
 * @param listsDeletedKeys lists of keys include those that were deleted
 * @param uniqueNames a second living key of one name in a workspace is refused with 400
 * @param order how lists of keys are sorted
 * @param secondDelete what deleting a deleted key is answered with
 * @param hubRefusal the body of the hub's 401
 * @param saysExpired a service token that has run out is refused in other words than one that never was
 * @param pairs the same for workspace keys and secrets
 */
public record Contract(
        boolean listsDeletedKeys,
        boolean uniqueNames,
        Order order,
        SecondDelete secondDelete,
        HubRefusal hubRefusal,
        boolean saysExpired,
        PairRules pairs) {

    /** How lists of keys are sorted. */
    public enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        /** By id, which says nothing of age: as good as none. */
        ARBITRARY
    }

    /** What deleting a deleted key is answered with. */
    public enum SecondDelete {
        NO_CONTENT,
        NOT_FOUND
    }

    /** The forms of the hub's 401 that are in the provider's documents, and the bare one. */
    public enum HubRefusal {
        TEXT,
        JSON_STRING,
        OBJECT,
        EMPTY
    }

    /** Deleted keys are not listed, names may repeat, oldest first, a second delete finds nothing, the hub refuses in plain text, and a token is refused in the same words whyever. */
    public static Contract defaults() {
        return new Contract(
                false, false, Order.OLDEST_FIRST, SecondDelete.NOT_FOUND, HubRefusal.TEXT, false, PairRules.defaults());
    }

    public Contract listingDeletedKeys() {
        return new Contract(true, uniqueNames, order, secondDelete, hubRefusal, saysExpired, pairs);
    }

    public Contract withUniqueNames() {
        return new Contract(listsDeletedKeys, true, order, secondDelete, hubRefusal, saysExpired, pairs);
    }

    public Contract with(Order wanted) {
        return new Contract(listsDeletedKeys, uniqueNames, wanted, secondDelete, hubRefusal, saysExpired, pairs);
    }

    public Contract with(SecondDelete wanted) {
        return new Contract(listsDeletedKeys, uniqueNames, order, wanted, hubRefusal, saysExpired, pairs);
    }

    public Contract with(HubRefusal wanted) {
        return new Contract(listsDeletedKeys, uniqueNames, order, secondDelete, wanted, saysExpired, pairs);
    }

    public Contract sayingExpired() {
        return new Contract(listsDeletedKeys, uniqueNames, order, secondDelete, hubRefusal, true, pairs);
    }

    public Contract with(PairRules wanted) {
        return new Contract(listsDeletedKeys, uniqueNames, order, secondDelete, hubRefusal, saysExpired, wanted);
    }
}
