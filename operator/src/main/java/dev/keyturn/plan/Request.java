package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that was seen, and how far its answer has come.
 *
 * @param token in the form that may be shown
 * @param through the last revision that it wants replaced
 */
public record Request(
        String token,
        Trigger trigger,
        Instant seenAt,
        int through,
        @Nullable Instant publishedAt,
        @Nullable Instant provedDeadAt) {

    Request published(Instant at) {
        return publishedAt == null ? new Request(token, trigger, seenAt, through, at, provedDeadAt) : this;
    }

    /** Wants more replaced than was known of when it was seen. */
    Request coveringUpTo(int revision) {
        return new Request(token, trigger, seenAt, Math.max(through, revision), publishedAt, provedDeadAt);
    }

    Request provedDead(Instant at) {
        return provedDeadAt == null ? new Request(token, trigger, seenAt, through, publishedAt, at) : this;
    }
}
