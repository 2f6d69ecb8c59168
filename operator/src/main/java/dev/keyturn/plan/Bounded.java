package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Lists that forget, so that a ledger stays below 16 KiB. */
final class Bounded {

    /** Of requests and history. */
    private static final int KEPT = 10;

    private Bounded() {}

    /** The last ten of a list and one more. */
    static <T> List<T> appended(List<T> list, T last) {
        return Stream.concat(list.stream().skip(Math.max(0, list.size() + 1 - KEPT)), Stream.of(last))
                .toList();
    }

    /** An instant more, and what lies more than a day before it no longer. */
    static List<Instant> ofTheDayBefore(List<Instant> instants, Instant last) {
        var yesterday = last.minus(Duration.ofHours(24));
        return Stream.concat(instants.stream().filter(at -> !at.isBefore(yesterday)), Stream.of(last))
                .toList();
    }
}
