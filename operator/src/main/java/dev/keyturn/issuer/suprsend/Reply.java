package dev.keyturn.issuer.suprsend;

import dev.keyturn.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of one exchange, before anybody says what it means. */
sealed interface Reply {

    /**
     * The whole of an answer.
     *
     * @param date the other side's clock, if it told
     */
    record Received(int status, Optional<Duration> retryAfter, Optional<Instant> date, Body body) implements Reply {}

    /** Nothing that could have an effect has left this process. */
    record NotSent(Reason reason, Optional<Duration> after) implements Reply {}

    /** Sent, or perhaps sent, and no whole answer came back. */
    record Lost(Reason reason) implements Reply {}

    /** For records and metrics. */
    default String result() {
        return switch (this) {
            case Received received -> received.status() / 100 + "xx";
            case NotSent _ -> "unsent";
            case Lost _ -> "lost";
        };
    }

    default int statusOrZero() {
        return this instanceof Received received ? received.status() : 0;
    }
}
