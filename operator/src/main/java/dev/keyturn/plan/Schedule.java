package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When a key is due on schedule: by its age or by cron, spread over a fleet, inside its windows. */
public final class Schedule {

    private static final Duration LEAST_MARGIN = Duration.ofDays(7);

    private Schedule() {}

    /**
     * A turn on schedule.
     *
     * @param planned when it is due by age, cron or expiry
     * @param at when it happens: then, or where windows push it to
     */
    public record Due(Instant planned, Instant at) {
        public boolean deferred() {
            return at.isAfter(planned);
        }
    }

    /**
     * When a published key is due: by its age or by cron, or in time before the provider ends it by itself. Empty where nothing comes by
     * itself.
     */
    public static Optional<Due> due(Ledger ledger, Key key, Demand demand, Instant now) {
        return planned(ledger, key, demand).map(planned -> new Due(planned, pushed(planned, key, demand, now)));
    }

    /** By what a key is due, as users read it; empty where nothing comes by itself. */
    public static String described(Demand demand, Optional<Instant> expiresAt) {
        return Stream.of(
                        demand.every().map(every -> "every " + every.text()),
                        demand.calendar().cron().map(cron -> "cron " + cron),
                        expiresAt.map(end -> "before it expires at " + Words.at(end)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", and "));
    }

    private static Optional<Instant> planned(Ledger ledger, Key key, Demand demand) {
        var publishedAt = key.readBackAt();
        var expiresAt = key.expiresAt();
        if (publishedAt == null) {
            return Optional.empty();
        }
        var known = Policy.knownSince(ledger, demand);
        var since = known == null || known.isBefore(publishedAt) ? publishedAt : known;
        var byAge = demand.every().map(every -> byAge(publishedAt, since, every.interval(), demand.target()));
        // What had fired before anybody asked for it is not made up for.
        var byCron = demand.calendar().cron().flatMap(cron -> cron.after(since));
        var inTime = Optional.ofNullable(expiresAt).map(end -> end.minus(margin(key.issuedAt(), end)));
        return Stream.of(byAge, byCron, inTime).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** A key that was older than the policy allows when that came is due from then on, with its fleet spread as ever. */
    private static Instant byAge(Instant publishedAt, Instant since, Duration every, Target target) {
        var due = due(publishedAt, every, target);
        return since.isAfter(due) ? since.plus(spread(every, target)) : due;
    }

    /** A tenth of the life that was left when the key came, and at least a week: whoever makes the next one has to come by. */
    private static Duration margin(Instant from, Instant end) {
        var tenth = Duration.between(from, end).dividedBy(10);
        return tenth.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : tenth;
    }

    /** No window holds a turn until the provider ends the key by itself. */
    private static Instant pushed(Instant planned, Key key, Demand demand, Instant now) {
        var windows = demand.calendar().windows();
        if (windows.all().isEmpty()) {
            return planned;
        }
        var at = windows.pushed(planned, now, Share.of(demand.target()));
        var end = key.expiresAt();
        return end == null || at.isBefore(end) ? at : planned;
    }

    /** Until when a run on schedule that has not published stands still, being outside its windows. */
    static Optional<Instant> heldUntil(Ledger ledger, Demand demand, Instant now) {
        var windows = demand.calendar().windows();
        if (windows.all().isEmpty() || windows.isOpen(now)) {
            return Optional.empty();
        }
        var until = windows.inside(now, Share.of(demand.target()));
        return ledger.current()
                        .map(Key::expiresAt)
                        .filter(end -> !until.isBefore(end))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(until);
    }

    /** Another policy than the one that the ledger knows: since when it applies is to be written down before anything goes by it. */
    static Optional<Step> changed(Ledger ledger, Demand demand) {
        var policy = ledger.policy();
        // A ledger from before there were calendars: times that had passed by then are not made up for.
        var known = policy == null ? demand.calendar().cron().isEmpty() : policy.isOf(demand);
        return known ? Optional.empty() : Optional.of(new Step.NotePolicy());
    }

    /**
     * The instant at which a key published at {@code publishedAt} is due. It lies before the full interval by the spread, so that
     * no key gets older than what was asked for and a fleet with one policy does not turn at once.
     */
    public static Instant due(Instant publishedAt, Duration every, Target target) {
        return publishedAt.plus(every).minus(spread(every, target));
    }

    /** Up to a tenth of the interval and at most 12 h: always the same for one target, so that decisions stay stable. */
    static Duration spread(Duration every, Target target) {
        var most = every.dividedBy(10);
        var widest = most.compareTo(Windows.LONGEST_SPREAD) > 0 ? Windows.LONGEST_SPREAD : most;
        return Share.of(target).of(widest);
    }
}
