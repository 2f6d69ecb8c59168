package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a row; remembered in the ledger, so that a restart does not forget how often.
 *
 * @param count how often in a row, 0 when all is well
 * @param retryAt nothing of that kind is tried before
 */
public record Failures(
        int count,
        @Nullable Reason reason,
        @Nullable Instant lastAt,
        @Nullable Instant retryAt) {

    public static final Failures NONE = new Failures(0, null, null, null);

    boolean holds(Instant now) {
        return retryAt != null && now.isBefore(retryAt);
    }

    Failures more(Reason why, Instant now, Instant next) {
        return new Failures(count + 1, why, now, next);
    }
}
