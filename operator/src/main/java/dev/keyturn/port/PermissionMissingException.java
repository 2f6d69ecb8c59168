package dev.keyturn.port;

/** The API server refuses what is needed; the message names verb, resource and namespace, for a person to grant. */
public final class PermissionMissingException extends Exception {

    private static final long serialVersionUID = 1L;

    public PermissionMissingException(String message) {
        super(message);
    }
}
