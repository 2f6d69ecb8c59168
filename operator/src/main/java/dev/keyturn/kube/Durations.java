package dev.keyturn.kube;

import dev.keyturn.plan.DurationText;
import java.time.Duration;
import java.util.List;

/** Durations of a spec within their bounds. */
final class Durations {

    private Durations() {}

    /** The duration; the longest that there may be where the text is none, and then the errors have a sentence more. */
    static Duration read(String field, String text, Duration least, Duration most, List<String> errors) {
        var parsed =
                DurationText.parse(text).filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        if (parsed.isEmpty()) {
            errors.add(field + " must be a number and one unit of s, m, h, d, w, y, from " + DurationText.of(least)
                    + " to " + DurationText.of(most) + ", such as 30m or 180d");
        }
        return parsed.orElse(most);
    }
}
