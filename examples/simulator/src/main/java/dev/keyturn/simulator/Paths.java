package dev.keyturn.simulator;

import java.util.List;

/** Paths by their parts. */
final class Paths {
    private Paths() {}

    /** Whether the parts are these; {@code *} stands for any but an empty one. */
    static boolean matches(List<String> path, String... pattern) {
        if (path.size() != pattern.length) {
            return false;
        }
        for (int at = 0; at < pattern.length; at++) {
            var part = path.get(at);
            if (pattern[at].equals("*") ? part.isEmpty() : !pattern[at].equals(part)) {
                return false;
            }
        }
        return true;
    }
}
