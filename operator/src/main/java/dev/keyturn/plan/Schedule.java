package dev.keyturn.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/** When a key is due by its age. */
public final class Schedule {

    private static final Duration LONGEST_SPREAD = Duration.ofHours(12);

    private Schedule() {}

    /**
     * The instant at which a key published at {@code publishedAt} is due. It lies before the full interval by the spread, so that
     * no key gets older than what was asked for and a fleet with one policy does not turn at once.
     */
    public static Instant due(Instant publishedAt, Duration every, Target target) {
        return publishedAt.plus(every).minus(spread(every, target));
    }

    /** Up to a tenth of the interval and at most 12 h: always the same for one target, so that decisions stay stable. */
    static Duration spread(Duration every, Target target) {
        var most = every.dividedBy(10);
        var widest = most.compareTo(LONGEST_SPREAD) > 0 ? LONGEST_SPREAD : most;
        return widest.multipliedBy(share(target)).dividedBy(10_000);
    }

    /** A number in [0, 10,000) made of the target's identity. */
    private static int share(Target target) {
        var text = target.namespace().length() + ":" + target.namespace() + target.identity();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(digest).getInt(), 10_000);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
