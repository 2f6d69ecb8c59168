package dev.keyturn.plan;

/** The custom resource that a keyring belongs to; two uids, since a name alone may come back as somebody else's. */
public record Owner(String kind, String namespace, String name, String uid, String namespaceUid) {

    /** Whether both name the same resource, even if one of them was deleted and made again. */
    public boolean sameName(Owner other) {
        return kind.equals(other.kind) && namespace.equals(other.namespace) && name.equals(other.name);
    }

    /** {@code <Kind>/<name>}, as users write it. */
    public String reference() {
        return kind + "/" + name;
    }
}
