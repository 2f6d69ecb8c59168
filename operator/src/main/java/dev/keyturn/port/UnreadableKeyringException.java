package dev.keyturn.port;

/** There is a keyring and this version cannot read it; the message says why, and nothing of what is in it. */
public final class UnreadableKeyringException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableKeyringException(String message, Throwable cause) {
        super(message, cause);
    }
}
