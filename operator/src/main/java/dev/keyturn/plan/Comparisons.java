package dev.keyturn.plan;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the provider's list is to be compared with the keyrings. */
final class Comparisons {

    private Comparisons() {}

    /** At the start, every {@code checkEvery}, and once after each sweep that is owed; until then nothing, or a wait. */
    static Optional<Step> owed(@Nullable Instant sweepUntil, Memo memo, Limits limits, Instant now) {
        if (memo.comparedAt().isEmpty()) {
            return Optional.of(new Step.Compare());
        }
        var comparedAt = memo.comparedAt().get();
        var next = comparedAt.plus(limits.checkEvery());
        if (limits.checkEvery().isZero()) {
            next = Instant.MAX;
        }
        if (sweepUntil != null && comparedAt.isBefore(sweepUntil) && sweepUntil.isBefore(next)) {
            next = sweepUntil;
        }
        if (next.equals(Instant.MAX)) {
            return Optional.empty();
        }
        return Optional.of(now.isBefore(next) ? new Step.Wait(next, Reason.Settled, "") : new Step.Compare());
    }
}
