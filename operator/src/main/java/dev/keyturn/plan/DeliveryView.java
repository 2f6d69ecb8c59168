package dev.keyturn.plan;

/** The Secret in which a person hands a value in, as seen now: what is in it is told apart by a fingerprint, so that no rule needs it. */
public sealed interface DeliveryView {

    /** Nobody is asked for anything, so nobody looked. */
    record Unseen() implements DeliveryView {}

    record Absent() implements DeliveryView {}

    /** One of that name that Keyturn did not make. */
    record Foreign() implements DeliveryView {}

    record Empty() implements DeliveryView {}

    /** Something was handed in. */
    record Filled(String fingerprint) implements DeliveryView {}
}
