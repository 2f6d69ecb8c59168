package dev.keyturn.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Looks again and again until something has happened, and says what did not. */
record Patience(Duration longest) {

    private static final Duration BLINK = Duration.ofMillis(20);
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Waits until something is to be seen. */
    <T> T some(String what, Supplier<Optional<T>> look) throws BrokenStoryException {
        try {
            return Awaitility.await()
                    .atMost(longest)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BLINK)
                    .until(look::get, Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new BrokenStoryException("waited " + longest.toSeconds() + " s in vain for " + what, e);
        }
    }

    /** Waits until something holds. */
    void until(String what, BooleanSupplier happened) throws BrokenStoryException {
        some(what, () -> Optional.of(what).filter(_ -> happened.getAsBoolean()));
    }

    /** Watches for a while that something stays as it is. */
    void quiet(String what, Supplier<?> look) throws BrokenStoryException {
        var before = look.get();
        try {
            Awaitility.await()
                    .during(QUIET)
                    .atMost(QUIET.multipliedBy(2))
                    .pollInterval(BLINK)
                    .until(() -> look.get().equals(before));
        } catch (ConditionTimeoutException e) {
            throw new BrokenStoryException(what + " did not stay as before", e);
        }
    }
}
