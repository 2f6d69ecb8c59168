package dev.keyturn.simulator;

import java.time.Duration;
import java.util.Optional;

/** What a caller gets to see under a fault. Where an answer without a body should be mangled, 200 with {@code {}} takes its place. */
public sealed interface Reply {

    /** Whether there is a reply at all where nothing was done and so the provider had nothing to say. */
    default boolean standsAlone() {
        return switch (this) {
            case Status _, Drop _, Html _, WrongShape _, Redirect _, Endless _ -> true;
            case Faithful _, DropMidway _, Truncated _, Slow _ -> false;
        };
    }

    /** The provider's own answer. */
    record Faithful() implements Reply {}

    /** This status with the body that belongs to it, and {@code retryAfter} as the value of that header. */
    record Status(int status, Optional<String> retryAfter) implements Reply {

        public Status {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("a status between 400 and 599, not " + status);
            }
        }
    }

    /** The connection closes without a byte. */
    record Drop() implements Reply {}

    /** Headers and half of the body, then the connection closes. */
    record DropMidway() implements Reply {}

    /** 200 with a page for people, as from a proxy or a login portal. */
    record Html() implements Reply {}

    /** The right status with valid JSON that has nothing of what was asked for. */
    record WrongShape() implements Reply {}

    /** The right status with JSON that breaks off in the middle; the transfer itself is whole. */
    record Truncated() implements Reply {}

    /** 302 to {@link Host#ELSEWHERE}. */
    record Redirect() implements Reply {}

    /** A body that never ends, one byte after each {@code pause}. */
    record Endless(Duration pause) implements Reply {}

    /** Headers at once, the body after {@code pause}. */
    record Slow(Duration pause) implements Reply {}
}
