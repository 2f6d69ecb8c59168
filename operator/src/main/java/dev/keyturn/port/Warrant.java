package dev.keyturn.port;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * The right to make one call that changes something.
 *
 * @param deadline the exchange, its body included, has ended by then
 * @param withdrawn asked when the call's turn has come, which may be seconds after it was decided on: then it is not made any more
 */
public record Warrant(Instant deadline, BooleanSupplier withdrawn) {

    /** One that nobody withdraws. */
    public static Warrant until(Instant deadline) {
        return new Warrant(deadline, () -> false);
    }
}
