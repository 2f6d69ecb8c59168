package dev.keyturn.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each of many took. */
final class Timings {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Duration> all = new ArrayList<>();

    void add(Duration one) {
        all.add(one);
    }

    /** In milliseconds, as long as so many of a hundred took at most. */
    double percentile(int percent) {
        var sorted = all.stream().sorted().toList();
        var index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
        return sorted.get(index).toNanos() / NANOS_PER_MILLI;
    }

    double median() {
        return percentile(50);
    }
}
