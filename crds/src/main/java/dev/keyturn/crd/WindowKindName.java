package dev.keyturn.crd;

/** What may stand in the {@code kind} of a window, spelled as users write it. */
public enum WindowKindName {
    Allow,
    Deny
}
