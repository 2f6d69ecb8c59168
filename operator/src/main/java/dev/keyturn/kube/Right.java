package dev.keyturn.kube;

/**
 * A rule of RBAC that the operator needs.
 *
 * @param resource with its subresource after a slash, as in a Role
 * @param namespace empty: in all of them, or of the cluster
 * @param name of the one object that it is about; empty: all
 */
public record Right(String verb, String group, String resource, String namespace, String name) {

    /** About all objects. */
    public Right(String verb, String group, String resource, String namespace) {
        this(verb, group, resource, namespace, "");
    }

    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group) + (name.isEmpty() ? "" : " " + name)
                + (namespace.isEmpty() ? " in the whole cluster" : " in namespace " + namespace);
    }
}
