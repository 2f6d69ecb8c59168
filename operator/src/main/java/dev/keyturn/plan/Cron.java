package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a zone, as a CronJob means it: five fields, either day where both are given. A time that the zone leaves out
 * fires at the next that it has, and one that it has twice fires once, the first time.
 */
public final class Cron {

    private final String text;
    private final ZoneId zone;
    private final CronFields fields;
    private final QuartzCron times;

    private Cron(String text, ZoneId zone, CronFields fields) {
        this.text = text;
        this.zone = zone;
        this.fields = fields;
        times = new QuartzCron(fields);
    }

    /** The expression; empty where it is none or never fires, and then the problems have a sentence more for each that it has. */
    public static Optional<Cron> parse(String text, ZoneId zone, List<String> problems) {
        var fields = CronFields.parse(text, problems);
        if (fields.isPresent() && !fields.get().fires()) {
            problems.add("never fires: no such day is in any of these months");
            return Optional.empty();
        }
        return fields.map(found -> new Cron(String.join(" ", text.strip().split("\\s+", -1)), zone, found));
    }

    /** The first instant after this one at which it fires; empty where none can be foreseen. */
    public Optional<Instant> after(Instant instant) {
        var next = times.after(LocalDateTime.ofInstant(instant, zone));
        // Of times that the zone has twice, or leaves out, several are one instant, or one that is over.
        while (next.isPresent() && !instantOf(next.get()).isAfter(instant)) {
            next = times.after(next.get());
        }
        return next.map(this::instantOf);
    }

    private Instant instantOf(LocalDateTime local) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.getFirst());
    }

    /**
     * The shortest time from one firing to the next, but for changes of the clock.
     *
     * @param enough a longer one need not be told from it
     */
    public Duration shortestDistance(Duration enough) {
        return fields.shortestDistance(enough);
    }

    /** The expression without its zone, as a user writes it. */
    public String text() {
        return text;
    }

    public ZoneId zone() {
        return zone;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron cron && text.equals(cron.text) && zone.equals(cron.zone);
    }

    @Override
    public int hashCode() {
        return text.hashCode() ^ zone.hashCode();
    }

    @Override
    public String toString() {
        return text + " (" + zone + ")";
    }
}
