package dev.keyturn.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** When a key is due by its age. */
public final class Schedule {

    private static final Duration LONGEST_SPREAD = Duration.ofHours(12);
    private static final Duration LEAST_MARGIN = Duration.ofDays(7);

    private Schedule() {}

    /** When a published key is due: by its age, or in time before the provider ends it by itself. Empty where nothing comes by itself. */
    public static Optional<Instant> due(Key key, Demand demand) {
        var publishedAt = key.readBackAt();
        var expiresAt = key.expiresAt();
        if (publishedAt == null) {
            return Optional.empty();
        }
        var byAge = demand.every().map(every -> due(publishedAt, every.interval(), demand.target()));
        var inTime = Optional.ofNullable(expiresAt).map(end -> end.minus(margin(key.issuedAt(), end)));
        return Stream.of(byAge, inTime).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** A tenth of the life that was left when the key came, and at least a week: whoever makes the next one has to come by. */
    private static Duration margin(Instant from, Instant end) {
        var tenth = Duration.between(from, end).dividedBy(10);
        return tenth.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : tenth;
    }

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
    static int share(Target target) {
        var text = target.namespace().length() + ":" + target.namespace() + target.identity();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Math.floorMod(ByteBuffer.wrap(digest).getInt(), 10_000);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
