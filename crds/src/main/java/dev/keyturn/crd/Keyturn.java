package dev.keyturn.crd;

/** What all kinds have in common. */
public final class Keyturn {
    public static final String GROUP = "keyturn.dev";
    public static final String VERSION = "v1alpha1";
    public static final String CATEGORY = "keyturn";

    private Keyturn() {}
}
