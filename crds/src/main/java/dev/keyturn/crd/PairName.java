package dev.keyturn.crd;

/** Which pair of a workspace a resource is about, as the schema names it. */
public enum PairName {
    Own,
    Default
}
