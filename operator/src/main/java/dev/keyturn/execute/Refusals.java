package dev.keyturn.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Accounts that refuse their token, by the name of their record: one probe with slowing rhythm asks for all of their credentials. */
final class Refusals {

    private static final int MOST_LOOKS = 10;

    private record Refused(Instant nextProbe, int count) {
        Refused later(Instant now) {
            var next = Math.min(count + 1, MOST_LOOKS);
            return new Refused(now.plus(Rhythm.after(next)), next);
        }
    }

    private final InstantSource time;
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    Refusals(InstantSource time) {
        this.time = time;
    }

    /** When the next probe is due; empty for an account that refuses nothing. */
    Optional<Instant> nextProbe(String record) {
        return Optional.ofNullable(refused.get(record)).map(Refused::nextProbe);
    }

    /** How long to wait for the next probe. Empty where the caller may ask now: whoever comes first is the one probe, the others wait. */
    Optional<Duration> takeProbe(String record) {
        var now = time.instant();
        var closed = refused.get(record);
        if (closed == null) {
            return Optional.empty();
        }
        if (now.isBefore(closed.nextProbe())) {
            return Optional.of(Duration.between(now, closed.nextProbe()));
        }
        refused.replace(record, closed, closed.later(now));
        return Optional.empty();
    }

    /** Something was done about it: the next one who asks is the probe. Whether there was anything to be done about. */
    boolean probeNow(String record) {
        return refused.computeIfPresent(record, (_, known) -> new Refused(time.instant(), 0)) != null;
    }

    /** Whether this is news. */
    boolean begin(String record) {
        return refused.putIfAbsent(record, new Refused(time.instant().plus(Rhythm.after(0)), 0)) == null;
    }

    /** Whether this is news. */
    boolean end(String record) {
        return refused.remove(record) != null;
    }
}
