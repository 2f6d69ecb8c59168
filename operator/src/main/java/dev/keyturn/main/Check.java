package dev.keyturn.main;

import dev.keyturn.plan.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is wrong with single settings, collected. */
final class Check {

    private Check() {}

    static Duration duration(
            String field, @Nullable String text, Duration otherwise, Predicate<Duration> fits, List<String> errors) {
        if (text == null) {
            return otherwise;
        }
        var parsed = DurationText.parse(text).filter(fits);
        that(
                parsed.isPresent(),
                errors,
                field + " must be a number and one unit of s, m, h, d, w, y within its bounds, such as "
                        + DurationText.of(otherwise));
        return parsed.orElse(otherwise);
    }

    static void that(boolean holds, List<String> errors, String otherwise) {
        if (!holds) {
            errors.add(otherwise);
        }
    }
}
