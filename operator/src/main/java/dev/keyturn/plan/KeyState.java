package dev.keyturn.plan;

/** Where a key is on its way; it only ever moves on, and a key that was proved dead leaves the ledger. */
public enum KeyState {
    /** Made at the provider, not yet published. */
    Issued,
    /** The value of the published Secret. */
    Current,
    /** Replaced, set aside, or found by a comparison; lives until what its death waits for has come. */
    Previous,
    /** Condemned. Never published again, so a late or repeated revocation can only hit a key that is doomed anyway. */
    Revoking
}
