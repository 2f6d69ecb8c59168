package dev.keyturn.kube;

import dev.keyturn.port.PermissionMissingException;

/** What the API server refuses about Secrets of users. */
final class Denials {

    private Denials() {}

    /** As a sentence for whoever can change it; what no person can, goes on as it is. */
    static PermissionMissingException of(String verb, String namespace, SafeException failure) {
        if (failure.isUnauthorized()) {
            return new PermissionMissingException(
                    "Keyturn may not " + verb + " secrets in namespace " + namespace + "; grant it that");
        }
        if (failure.isNamespaceTerminating()) {
            return new PermissionMissingException("namespace " + namespace + " is being deleted");
        }
        if (verb.equals("create") && failure.isMissing()) {
            return new PermissionMissingException("namespace " + namespace + " does not exist");
        }
        if ((!verb.equals("get") && failure.isRefusal()) || failure.isForbidden()) {
            return new PermissionMissingException("the API server refuses this: " + failure.getMessage()
                    + "; see whether an admission rule or a quota of the namespace forbids it");
        }
        throw failure;
    }
}
