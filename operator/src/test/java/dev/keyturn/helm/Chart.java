package dev.keyturn.helm;

import java.nio.file.Path;

/** Where things are in the checkout. */
final class Chart {

    static final Path DIRECTORY = repository("helm", "keyturn");

    private Chart() {}

    static Path repository(String... path) {
        return Path.of(System.getProperty("keyturn.repository"), path);
    }
}
