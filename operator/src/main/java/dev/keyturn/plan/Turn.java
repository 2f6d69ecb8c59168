package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rotation in the history, from its publication on.
 *
 * @param provedDeadAt when the last key that it replaced was proved dead
 */
public record Turn(
        int revision,
        Trigger trigger,
        Instant startedAt,
        Instant publishedAt,
        @Nullable Instant provedDeadAt) {

    Turn completed(Instant at) {
        return new Turn(revision, trigger, startedAt, publishedAt, at);
    }
}
