package dev.keyturn.plan;

/** Why a rotation begins. */
public enum Trigger {
    /** Nothing was ever published, or nothing of what was published belongs to this resource. */
    Initial,
    Schedule,
    /** A value of {@code keyturn.dev/rotate} that was never seen before. */
    Requested,
    /** A value of {@code keyturn.dev/exposed} that was never seen before. */
    Exposure,
    /** The key in use died outside. */
    Rejected
}
