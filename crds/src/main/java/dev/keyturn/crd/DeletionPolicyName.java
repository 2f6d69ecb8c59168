package dev.keyturn.crd;

/** What may stand in {@code spec.deletionPolicy}, spelled as users write it. */
public enum DeletionPolicyName {
    Revoke,
    Retain
}
