package dev.keyturn.port;

import dev.keyturn.plan.Reason;

/**
 * What Keyturn keeps for itself cannot be read by this version, or the API server refuses to keep it and would again. The message is for a
 * person, says what to do, and has nothing of what is kept.
 */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
