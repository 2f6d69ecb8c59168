package dev.keyturn.port;

import dev.keyturn.plan.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What came of a call to a provider. */
public sealed interface Answer<T> {

    /** It answered as documented. */
    record Ok<T>(T value) implements Answer<T> {}

    /**
     * It did not.
     *
     * @param after the other side's own wish, if it stated one
     */
    record Fault<T>(Kind kind, Reason reason, Optional<Duration> after) implements Answer<T> {

        /** The same fault, in place of another value. */
        public <U> Fault<U> as() {
            return new Fault<>(kind, reason, after);
        }
    }

    /** Faults by what to do about them. */
    enum Kind {
        /** The token is refused (401). */
        UNAUTHORIZED,
        /** There is no such thing (404). */
        MISSING,
        /** The request was refused and had no effect: it will be refused again. */
        REJECTED,
        /** Nothing happened; it may pass by itself. */
        TRANSIENT,
        /** Whether it had its effect is not known. */
        UNKNOWN
    }

    /** The value changed, the fault as it is. */
    default <U> Answer<U> map(Function<T, U> change) {
        return switch (this) {
            case Ok<T>(var value) -> new Ok<>(change.apply(value));
            case Fault<T> fault -> fault.as();
        };
    }
}
