package dev.keyturn.crd;

/** How a default pair is turned, as the schema names it. */
public enum TurningName {
    Api,
    Bridge,
    Delivery
}
