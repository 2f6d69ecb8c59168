package dev.keyturn.main;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables that {@code conf/logback.xml} reads; at a word that logback does not know it logs everything, or nothing. */
final class LogSettings {

    private static final String LEVEL = "KEYTURN_LOG_LEVEL";
    private static final String FORMAT = "KEYTURN_LOG_FORMAT";
    private static final List<String> LEVELS = List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "OFF");
    private static final List<String> FORMATS = List.of("text", "json");

    private LogSettings() {}

    /** What is wrong with them, as one sentence for a person. */
    static Optional<String> wrong(Map<String, String> environment) {
        var level = Optional.ofNullable(environment.get(LEVEL))
                .filter(word -> !LEVELS.contains(word.toUpperCase(Locale.ROOT)))
                .map(_ -> LEVEL + " must be one of " + String.join(", ", LEVELS));
        var format = Optional.ofNullable(environment.get(FORMAT))
                .filter(word -> !FORMATS.contains(word))
                .map(_ -> FORMAT + " must be one of " + String.join(", ", FORMATS));
        return Stream.of(level, format).flatMap(Optional::stream).reduce((one, other) -> one + ", and " + other);
    }
}
