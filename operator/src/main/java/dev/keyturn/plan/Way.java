package dev.keyturn.plan;

/** How a record whose value is replaced in place gets its next one: how far a program gets with it, as users read it. */
public enum Way {
    /** The provider replaces it when it is called. */
    Api,

    /** A person has it replaced, and the provider shows the new one. */
    Bridge,

    /** A person has it replaced and hands the new one in. */
    Delivery
}
