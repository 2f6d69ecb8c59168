package dev.keyturn.plan;

/** How a keyring stands to its resource. */
public enum Standing {
    Living,
    /** The resource is gone without its finalizer having run: nothing turns and nothing dies until a person says so. */
    Unowned,
    /** The resource was deleted; the keys die after the delay that forgives a mistake. */
    Released,
    /** The resource was deleted and its key is to stay. */
    Retained
}
