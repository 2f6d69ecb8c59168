package dev.keyturn.crd;

/** The kinds that an {@link AccountRef} may name, spelled as users write them. */
public enum AccountKind {
    ClusterSuprSendAccount,
    SuprSendAccount
}
