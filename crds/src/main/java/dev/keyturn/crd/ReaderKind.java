package dev.keyturn.crd;

/** The kinds that a {@link ReaderSubject} may have, spelled as RBAC spells them. */
public enum ReaderKind {
    User,
    Group,
    ServiceAccount
}
