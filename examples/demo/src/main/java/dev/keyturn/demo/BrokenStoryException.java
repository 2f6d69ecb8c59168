package dev.keyturn.demo;

import java.io.Serial;

/** Something that was to happen did not. */
final class BrokenStoryException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String what;

    BrokenStoryException(String what, Throwable cause) {
        super(what, cause);
        this.what = what;
    }

    /** A sentence. */
    String what() {
        return what;
    }
}
