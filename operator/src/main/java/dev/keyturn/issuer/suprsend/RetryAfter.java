package dev.keyturn.issuer.suprsend;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header of RFC 9110, section 10.2.3: seconds, or a date. */
final class RetryAfter {
    /** Nobody is believed who wants more. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to stay away; empty for nonsense, and for no time at all, which would be a wish to be called without pause. */
    static Optional<Duration> parse(String value, Instant now) {
        var text = value.strip();
        var wished = text.matches("[0-9]+") ? seconds(text) : date(text, now);
        return wished.filter(Duration::isPositive).map(wish -> wish.compareTo(LONGEST) > 0 ? LONGEST : wish);
    }

    private static Optional<Duration> seconds(String digits) {
        return Optional.of(digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            return Optional.of(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
