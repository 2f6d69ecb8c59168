package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run from trigger to proof; it stands in the ledger until what it replaced was proved dead.
 *
 * @param token what the trigger annotation said, in the form that may be shown
 * @param revision the number that its key will have, or has
 */
public record Rotation(
        String id, Trigger trigger, @Nullable String token, int revision, Instant startedAt, int attempts) {

    Rotation upgraded(Trigger to, @Nullable String by) {
        return new Rotation(id, to, by, revision, startedAt, attempts);
    }

    Rotation attemptedAgain() {
        return new Rotation(id, trigger, token, revision, startedAt, attempts + 1);
    }
}
