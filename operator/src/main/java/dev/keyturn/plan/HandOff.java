package dev.keyturn.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person was asked for: a new value, for the run that stands in the ledger.
 *
 * @param reminders how often it was asked for once more
 * @param lookedAtSecret whether the value that stands in the published Secret itself was tried; it is, where that was made by hand and consents
 * @param unfit what was handed in last and cannot be used; null where nothing of that kind lies there
 * @param taken what was taken in; from then on there is no more to wait for, and the Secret that it came in goes
 */
public record HandOff(
        Instant askedAt,
        int reminders,
        boolean lookedAtSecret,
        @Nullable Unfit unfit,
        @Nullable Taken taken) {

    /**
     * A delivery that was refused.
     *
     * @param fingerprint of all that was handed in: what is checked again, and what is new
     * @param why as a sentence, without anything of the value
     * @param since when it was first refused
     * @param forGood nothing that may pass makes it fit: it is looked at no more
     */
    public record Unfit(String fingerprint, String why, Instant since, Failures checks, boolean forGood) {}

    /**
     * A delivery that is in the keyring.
     *
     * @param attempt of its key
     * @param fingerprint of all that was handed in
     */
    public record Taken(String attempt, String fingerprint) {}

    static HandOff asked(Instant now) {
        return new HandOff(now, 0, false, null, null);
    }

    HandOff reminded() {
        return new HandOff(askedAt, reminders + 1, lookedAtSecret, unfit, taken);
    }

    HandOff havingLookedAtSecret() {
        return new HandOff(askedAt, reminders, true, unfit, taken);
    }

    HandOff refusing(@Nullable Unfit what) {
        return new HandOff(askedAt, reminders, lookedAtSecret, what, taken);
    }

    HandOff taking(Taken what) {
        return new HandOff(askedAt, reminders, lookedAtSecret, null, what);
    }
}
