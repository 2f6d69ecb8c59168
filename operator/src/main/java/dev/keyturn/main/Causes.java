package dev.keyturn.main;

/** What may be told of a failure that others made. */
final class Causes {

    private Causes() {}

    /** The name of what was at its bottom; never its words, which may quote what was read. */
    static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
