package dev.keyturn.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as users write them: a number and one unit of {@code s m h d w y}, where a year is 365 days; always elapsed time. */
public final class DurationText {

    private static final Pattern SHAPE = Pattern.compile("(0|[1-9][0-9]{0,9})([smhdwy])");

    private DurationText() {}

    /** The duration; empty for a text of another shape. */
    public static Optional<Duration> parse(String text) {
        var matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    case "w" -> Duration.ofDays(7 * number);
                    default -> Duration.ofDays(365 * number);
                });
    }

    /** The shortest such text of a duration of whole seconds. */
    public static String of(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds != 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds != 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
