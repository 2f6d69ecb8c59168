package dev.keyturn.main;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting of the configuration: what it is called, what it takes, what applies where nothing is said, and what it is for.
 *
 * @param path as in the file, its groups parted by dots; of an endpoint's setting what follows the endpoint's name
 * @param standard what applies where nothing is said, as it would be written; empty where {@code otherwise} says it in words
 * @param otherwise the same for a person
 */
record Setting<T>(String path, Form<T> form, Optional<String> standard, String otherwise, String meaning) {

    static final String PREFIX = "KEYTURN_";

    /** One that has a value where nothing is said. */
    static <T> Setting<T> setting(String path, Form<T> form, String standard, String meaning) {
        return new Setting<>(path, form, Optional.of(standard), standard, meaning);
    }

    /** One that has none, or another one from case to case. */
    static <T> Setting<T> open(String path, Form<T> form, String otherwise, String meaning) {
        return new Setting<>(path, form, Optional.empty(), otherwise, meaning);
    }

    /** What applies where nothing is said. */
    T standardValue() {
        return standard.flatMap(form::parse).orElseThrow();
    }

    /** Its variable in the environment: {@code rotation.deletionDelay} is {@code KEYTURN_ROTATION_DELETION_DELAY}. */
    String variable() {
        return PREFIX
                + path.replaceAll("(?<=[a-z])(?=[A-Z])", "_").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** What to write instead of something that may not stand there; an example where that helps. */
    String demand() {
        return form.takes()
                + standard.filter(text -> text.matches("\\d+[a-z]"))
                        .map(text -> ", such as " + text)
                        .orElse("");
    }
}
