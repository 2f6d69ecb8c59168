package dev.keyturn.simulator;

import java.time.Duration;
import java.util.Optional;

/** What a caller gets to see under a fault. */
public sealed interface Reply {

    /** The provider's own answer. */
    record Faithful() implements Reply {}

    /** This status with the body that belongs to it. */
    record Status(int status, Optional<Duration> retryAfter) implements Reply {}

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
