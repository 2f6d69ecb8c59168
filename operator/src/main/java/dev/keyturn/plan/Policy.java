package dev.keyturn.plan;

import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * By what a key is due, as a ledger remembers it: who changes it for a whole fleet wants no fleet that turns at once.
 *
 * @param digest of the schedule; windows move what is due by it, and make nothing due
 * @param since when it was seen first
 */
public record Policy(String digest, Instant since) {

    static Policy of(Demand demand, Instant since) {
        return new Policy(digest(demand), since);
    }

    /** Whether the demand still goes by it. */
    boolean isOf(Demand demand) {
        return digest.equals(digest(demand));
    }

    /** Since when the demand's policy is known; null where no ledger says so, and then it always was. */
    static @Nullable Instant knownSince(Ledger ledger, Demand demand) {
        var policy = ledger.policy();
        return policy != null && policy.isOf(demand) ? policy.since() : null;
    }

    private static String digest(Demand demand) {
        var text = demand.every().map(every -> "every " + every.interval()).orElse("")
                + demand.calendar().cron().map(cron -> "cron " + cron).orElse("");
        return HexFormat.of().formatHex(Hash.of(text), 0, 8);
    }
}
