package dev.keyturn.execute;

/** The process is being stopped in the middle of a step; the ledger tells the next one where to go on. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoppedException(String message) {
        super(message);
    }

    StoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
