package dev.keyturn.crd;

/** What may stand in {@code spec.consumers.restart}, spelled as users write it. */
public enum RestartName {
    WhenNeeded,
    Never
}
