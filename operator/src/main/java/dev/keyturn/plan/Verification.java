package dev.keyturn.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a probe of a new key amounts to: a new key may be accepted late. */
public final class Verification {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(2);

    private Verification() {}

    /** The provider refused the key: it is bad if it had time enough to become known. */
    public static Outcome refused(Key key, Instant now) {
        return now.isBefore(key.issuedAt().plus(PATIENCE))
                ? new Outcome.Blocked(
                        Reason.Verifying, "the new key is not accepted by the provider yet", Optional.of(SOON))
                : new Outcome.Refused();
    }

    /** It refused the key, and then accepted it. */
    public static Outcome undecided() {
        return new Outcome.Blocked(
                Reason.Verifying, "the provider accepts and refuses the new key in turn", Optional.of(SOON));
    }
}
