package dev.keyturn.kube;

/**
 * A rule of RBAC that the operator needs.
 *
 * @param resource with its subresource after a slash, as in a Role
 * @param namespace empty: in all of them, or of the cluster
 */
public record Right(String verb, String group, String resource, String namespace) {

    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group)
                + (namespace.isEmpty() ? " in the whole cluster" : " in namespace " + namespace);
    }
}
