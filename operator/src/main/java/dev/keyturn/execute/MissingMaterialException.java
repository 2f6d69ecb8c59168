package dev.keyturn.execute;

/** The ledger names a value that its keyring does not hold: it was edited by hand, or restored in part. */
final class MissingMaterialException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingMaterialException(String message) {
        super(message);
    }
}
