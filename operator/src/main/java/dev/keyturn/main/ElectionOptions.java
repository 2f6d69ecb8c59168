package dev.keyturn.main;

import dev.keyturn.reconcile.Election;
import java.util.List;
import java.util.Optional;

/** The leader election as configured; by default on, since a second replica is no harm but twice the work. */
final class ElectionOptions {

    /** The client's elector waits for the period and up to 1.2 times more. */
    private static final double MOST_JITTER = 2.2;

    private ElectionOptions() {}

    static Optional<Election> of(String namespace, Given given, List<String> errors) {
        var lease = given.get(Catalogue.LEASE_DURATION);
        var renew = given.get(Catalogue.RENEW_DEADLINE);
        var retry = given.get(Catalogue.RETRY_PERIOD);
        Check.that(
                lease.compareTo(renew) > 0 && renew.toMillis() > retry.toMillis() * MOST_JITTER,
                errors,
                "leaderElection.leaseDuration must be longer than renewDeadline, and that more than 2.2 times retryPeriod");
        return given.get(Catalogue.ELECTION_ENABLED)
                ? Optional.of(new Election(namespace, lease, renew, retry))
                : Optional.empty();
    }
}
