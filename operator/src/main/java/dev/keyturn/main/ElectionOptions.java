package dev.keyturn.main;

import dev.keyturn.main.Configuration.ElectionConfiguration;
import dev.keyturn.reconcile.Election;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The leader election as configured; by default on, since a second replica is no harm but twice the work. */
final class ElectionOptions {

    private static final ElectionConfiguration NOTHING_SAID = new ElectionConfiguration(null, null, null, null);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The client's elector waits for the period and up to 1.2 times more. */
    private static final double MOST_JITTER = 2.2;

    private ElectionOptions() {}

    static Optional<Election> of(String namespace, @Nullable ElectionConfiguration given, List<String> errors) {
        var wanted = given == null ? NOTHING_SAID : given;
        var lease = duration("leaseDuration", wanted.leaseDuration(), Duration.ofSeconds(15), errors);
        var renew = duration("renewDeadline", wanted.renewDeadline(), Duration.ofSeconds(10), errors);
        var retry = duration("retryPeriod", wanted.retryPeriod(), Duration.ofSeconds(1), errors);
        Check.that(
                lease.compareTo(renew) > 0 && renew.toMillis() > retry.toMillis() * MOST_JITTER,
                errors,
                "leaderElection.leaseDuration must be longer than renewDeadline, and that more than 2.2 times retryPeriod");
        return Boolean.FALSE.equals(wanted.enabled())
                ? Optional.empty()
                : Optional.of(new Election(namespace, lease, renew, retry));
    }

    private static Duration duration(String name, @Nullable String text, Duration otherwise, List<String> errors) {
        return Check.duration(
                "leaderElection." + name,
                text,
                otherwise,
                given -> !given.isZero() && given.compareTo(LONGEST) <= 0,
                errors);
    }
}
