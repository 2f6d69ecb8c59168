package dev.keyturn.port;

import dev.keyturn.plan.Reason;
import java.time.Duration;
import java.util.Optional;

/** What one probe with a key said about it. */
public sealed interface Probed {
    record Accepted() implements Probed {}

    /** Refused with 401, and nothing else is a refusal. */
    record Refused() implements Probed {}

    /** 403, 407, HTML, 5xx, a redirect, a time-out: proves nothing. */
    record Inconclusive(Reason reason, Optional<Duration> after) implements Probed {}
}
