package dev.keyturn.plan;

/** What becomes of the key when its resource is deleted. */
public enum DeletionPolicy {
    Revoke,
    Retain
}
