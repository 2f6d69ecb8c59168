package dev.keyturn.simulator;

import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as people write them: a number and a unit. */
final class ShortDuration {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private ShortDuration() {}

    /**
     * The duration that {@code text} means.
     *
     * @param field for the message where it means none
     */
    static Duration parse(String field, String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + field + "\" is a number and ms, s, m, h or d, as in 30s, not " + text);
        }
        var number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
