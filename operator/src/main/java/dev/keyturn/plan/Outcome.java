package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a step. */
public sealed interface Outcome {

    /** It had no effect outside, or one that has nothing to tell. */
    record Done() implements Outcome {}

    /**
     * Something stands in the way that no write needs to remember.
     *
     * @param after look again so much later; empty: the rhythm for such a reason, slowing
     */
    record Blocked(Reason reason, String detail, Optional<Duration> after) implements Outcome {}

    /** It failed in a way that is to be remembered. */
    record Failed(Reason reason, Optional<Duration> retryAfter) implements Outcome {}

    /**
     * A key may be issued.
     *
     * @param record id of the record whose value is replaced; null: a key is made
     */
    record Clear(Place place, @Nullable String record) implements Outcome {
        /** A key of its own may be made, or a person asked for one. */
        public Clear(Place place) {
            this(place, null);
        }
    }

    /** The record has a value that this keyring never held, and the provider accepts it. */
    record Shown(Place place, String attempt, String id, String fingerprint) implements Outcome {}

    /** The record has the value that it had before the call whose outcome is not known. */
    record Unchanged() implements Outcome {}

    /** A new owner; the workspace's uid where it could be found out. */
    record TakenOver(Optional<String> workspaceUid, boolean secretHoldsCurrent) implements Outcome {}

    /** A key was made. */
    record Issued(String id, String name, String fingerprint, Instant at) implements Outcome {}

    /**
     * A value that a person made is good, and is taken in.
     *
     * @param handedIn fingerprint of all that was handed in, or of the value that stood in the published Secret
     * @param uids the workspaces that it lists, where it lists any
     */
    record Delivered(
            String attempt,
            String id,
            String fingerprint,
            String handedIn,
            @Nullable Instant expiresAt,
            List<String> uids)
            implements Outcome {}

    /**
     * A key that a person had made is good, nobody else has it, and it is what the credential begins with.
     *
     * @param revoke whether it dies when it was replaced
     */
    record TakenIn(Place place, String attempt, String id, String fingerprint, boolean revoke) implements Outcome {}

    /** What a person handed in cannot be used; {@code why} is a sentence for them. */
    record Unfit(String why) implements Outcome {}

    /** Whether a key was made is not known. */
    record Lost(Reason reason, Optional<Duration> retryAfter) implements Outcome {}

    /** The provider accepts the key. */
    record Accepted() implements Outcome {}

    /** The key in use was ended at the provider: it is refused, and its id is not listed alive. */
    record Died() implements Outcome {}

    /** The provider refuses the key, with patience. */
    record Refused() implements Outcome {}

    /**
     * The Secret holds the value, read back.
     *
     * @param previous what it holds of the key before; null where nothing
     * @param replaced whether another value stood there before, as far as the Secret itself tells
     */
    record Published(
            Instant writtenAt,
            boolean adopted,
            List<String> entries,
            List<String> labels,
            List<String> annotations,
            Sink.@Nullable Previous previous,
            boolean replaced)
            implements Outcome {

        /** No other value was seen there. */
        public Published(
                Instant writtenAt,
                boolean adopted,
                List<String> entries,
                List<String> labels,
                List<String> annotations,
                Sink.@Nullable Previous previous) {
            this(writtenAt, adopted, entries, labels, annotations, previous, false);
        }

        /** Without anything of the key before. */
        public Published(
                Instant writtenAt,
                boolean adopted,
                List<String> entries,
                List<String> labels,
                List<String> annotations) {
            this(writtenAt, adopted, entries, labels, annotations, null);
        }
    }

    /**
     * Workloads were restarted, or there was a reason not to.
     *
     * @param restarted as {@code Deployment/checkout}
     * @param left those that are left to others, each with the reason
     * @param over whether none is left that could come to be restarted
     * @param again when to look at the others; empty: with the rhythm of what a person may change
     */
    record Restarted(List<String> restarted, List<String> left, boolean over, Optional<Duration> again)
            implements Outcome {

        /** The same as something that is looked at again. */
        public Blocked asBlocked() {
            return new Blocked(Reason.Settled, "", over ? Optional.of(Duration.ofDays(1)) : again);
        }
    }

    /** The value in the Secret is a key of this keyring, and accepted. */
    record Recognised(Key key) implements Outcome {}

    /** Nothing speaks against the death of these keys. */
    record Condemnable(List<String> attempts) implements Outcome {}

    /** A pod holds the value, or may. */
    record Held(String attempt, String holder, Duration lookAgainAfter) implements Outcome {

        /** The same, looked at again after another time. */
        public Held lookingAgainAfter(Duration other) {
            return new Held(attempt, holder, other);
        }

        /** The same as something that stands in the way of a death. */
        public Blocked asBlocked() {
            return new Blocked(
                    Reason.WaitingForConsumers, holder + " may still use the old value", Optional.of(lookAgainAfter));
        }
    }

    /** The key is dead, and that is proved. */
    record Dead() implements Outcome {}

    /** The list was complete and said this of the key. */
    record Listed(boolean present) implements Outcome {}

    /** The kind itself is being removed: that is no word about this credential. */
    record KindRemoved() implements Outcome {}

    /** Another resource names the target: it will take over. */
    record Wanted(@Nullable String by) implements Outcome {}
}
