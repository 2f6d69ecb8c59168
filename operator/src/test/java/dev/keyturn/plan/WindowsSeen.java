package dev.keyturn.plan;

import static dev.keyturn.plan.Times.hours;
import static dev.keyturn.plan.Times.minutes;

import dev.keyturn.plan.Window.Kind;
import java.time.Duration;
import java.time.Instant;

/** Windows over what is seen on a Tuesday at twelve o'clock, and what waits for them. */
final class WindowsSeen {

    /** Of two and a half hours, after which nothing begins any more. */
    private static final Duration SHARE = Share.of(Ledgers.TARGET).of(minutes(150));

    static final Instant TONIGHT = Instant.parse("2026-11-25T02:00:00Z").plus(SHARE);

    private WindowsSeen() {}

    static Seen nightly(Seen seen) {
        return seen.window(Kind.Allow, "0 2 * * *", hours(3));
    }

    static Seen denied(Seen seen) {
        return seen.window(Kind.Deny, "0 11 * * *", hours(2));
    }

    static Step outside(Instant until) {
        return Waits.outsideWindow(until);
    }
}
