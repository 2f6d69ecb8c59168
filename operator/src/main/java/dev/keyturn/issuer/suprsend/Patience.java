package dev.keyturn.issuer.suprsend;

import java.time.Duration;

/**
 * How long anything is waited for.
 *
 * @param turn for a permit, of a call that has no deadline of its own
 * @param exchange from the first byte of a request to the last of the answer's body, however late the deadline is
 * @param listing for all pages of a list
 */
record Patience(Duration turn, Duration exchange, Duration listing) {
    static final Patience DEFAULTS =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(2));

    /** For a call that has no deadline of its own. */
    Duration call() {
        return turn.plus(exchange);
    }
}
