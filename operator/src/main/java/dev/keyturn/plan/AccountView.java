package dev.keyturn.plan;

/** The account that a resource names, as far as it is known without asking the provider. */
public sealed interface AccountView {

    /** It cannot be worked with; the detail says what to do. */
    record Blocked(Reason reason, String detail) implements AccountView {}

    /** Nothing speaks against working with it. */
    record Usable() implements AccountView {}
}
