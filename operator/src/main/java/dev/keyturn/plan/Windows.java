package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When turns on schedule may happen: inside an Allow window, if there is one, and outside every Deny window. */
public record Windows(List<Window> all) {

    public static final Windows NONE = new Windows(List.of());

    /** Nobody waits longer for a window than the clocks of the fleet are set to spread anyway. */
    static final Duration LONGEST_SPREAD = Duration.ofHours(12);

    /** A turn that begins last has so long before its window closes. */
    private static final Duration LAST_MARGIN = Duration.ofMinutes(30);

    /** What does not open in so many years is as good as never open. */
    private static final Duration FORESEEABLE = Duration.ofDays(3653);

    /** Whoever is looked for an opening for so often has none: windows that begin each hour would cost seconds to say so of all years. */
    private static final int MOST_LOOKS = 20_000;

    /** Windows know no year: whether they open at all can be asked from any day on. */
    private static final Instant ANY_DAY = Instant.parse("2026-01-01T00:00:00Z");

    /** Whether they ever open; those of which a Deny covers every Allow never do. */
    public boolean open() {
        return opening(ANY_DAY).isPresent();
    }

    boolean isOpen(Instant instant) {
        return isAllowed(instant) && end(Window.Kind.Deny, instant).isEmpty();
    }

    /** When the Deny windows that cover the instant are over; empty where none does. */
    Optional<Instant> deniedUntil(Instant instant) {
        var end = end(Window.Kind.Deny, instant);
        var horizon = instant.plus(FORESEEABLE);
        for (var next = end; next.isPresent() && next.get().isBefore(horizon); ) {
            end = next;
            next = end(Window.Kind.Deny, next.get());
        }
        return end;
    }

    /**
     * When what is planned for an instant happens: then, or where that is outside, so far into the next opening as the share of the
     * credential says. Where the opening is over by now without its having happened, the next one counts.
     */
    Instant pushed(Instant planned, Instant now, Share share) {
        var at = isOpen(planned) ? planned : inside(planned, share);
        return now.isBefore(at)
                ? at
                : missed(at, now)
                        .map(opening -> later(at, into(opening, share)))
                        .orElse(at);
    }

    /** So far into the next opening from a closed instant on as the share says. */
    Instant inside(Instant closed, Share share) {
        return opening(closed).map(opening -> into(opening, share)).orElse(closed.plus(FORESEEABLE));
    }

    private Instant into(Instant opening, Share share) {
        var longest = LONGEST_SPREAD.plus(LAST_MARGIN);
        var length = Duration.between(opening, closing(opening, opening.plus(longest)));
        var room = length.minus(LAST_MARGIN);
        return room.isNegative() ? opening : opening.plus(share.of(room));
    }

    /** The opening that counts in place of the one at which it should have happened; empty where that one still lasts. */
    private Optional<Instant> missed(Instant at, Instant now) {
        if (!isOpen(now)) {
            return opening(now);
        }
        // Of one that has lasted for longer, every share is over.
        var from = later(at, now.minus(LONGEST_SPREAD.plus(LAST_MARGIN)));
        var last = Optional.<Instant>empty();
        while (true) {
            if (isOpen(from)) {
                var closed = closing(from, now);
                if (!closed.isBefore(now)) {
                    return last;
                }
                from = closed;
            }
            last = opening(from);
            from = last.orElse(now);
        }
    }

    /** The first instant from this one on that is inside. */
    Optional<Instant> opening(Instant from) {
        var horizon = from.plus(FORESEEABLE);
        var instant = from;
        for (var looks = 0; instant.isBefore(horizon) && looks < MOST_LOOKS; looks++) {
            if (!isAllowed(instant)) {
                var next = begin(Window.Kind.Allow, instant);
                if (next.isEmpty()) {
                    return next;
                }
                instant = next.get();
            }
            var denied = end(Window.Kind.Deny, instant);
            if (denied.isEmpty()) {
                return Optional.of(instant);
            }
            instant = denied.get();
        }
        return Optional.empty();
    }

    /** When what is open at an instant closes, or the limit where it is open until then. */
    Instant closing(Instant open, Instant limit) {
        var end = begin(Window.Kind.Deny, open).filter(limit::isAfter).orElse(limit);
        if (of(Window.Kind.Allow).findAny().isEmpty()) {
            return end;
        }
        var allowed = open;
        while (allowed.isBefore(end)) {
            var next = end(Window.Kind.Allow, allowed);
            if (next.isEmpty()) {
                return allowed;
            }
            allowed = next.get();
        }
        return end;
    }

    private boolean isAllowed(Instant instant) {
        return of(Window.Kind.Allow).findAny().isEmpty()
                || end(Window.Kind.Allow, instant).isPresent();
    }

    private Optional<Instant> begin(Window.Kind kind, Instant after) {
        return of(kind).flatMap(window -> window.schedule().after(after).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> end(Window.Kind kind, Instant around) {
        return of(kind).flatMap(window -> window.endAround(around).stream()).max(Comparator.naturalOrder());
    }

    private Stream<Window> of(Window.Kind kind) {
        return all.stream().filter(window -> window.kind() == kind);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
