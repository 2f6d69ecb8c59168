package dev.keyturn.plan;

import java.util.Optional;

/**
 * When turns on schedule happen, beside the age of a key.
 *
 * @param cron at which instants; absent: by age, or by triggers alone
 */
public record Calendar(Optional<Cron> cron, Windows windows) {

    public static final Calendar NONE = new Calendar(Optional.empty(), Windows.NONE);
}
