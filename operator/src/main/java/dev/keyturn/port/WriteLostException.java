package dev.keyturn.port;

/** A write met a newer version, or its outcome is unknown. Either way: read live, and decide anew. */
public final class WriteLostException extends Exception {

    private static final long serialVersionUID = 1L;

    public WriteLostException(String message) {
        super(message);
    }
}
