package dev.keyturn.main;

import java.util.List;

/** What is wrong, collected. */
final class Check {

    private Check() {}

    static void that(boolean holds, List<String> errors, String otherwise) {
        if (!holds) {
            errors.add(otherwise);
        }
    }
}
