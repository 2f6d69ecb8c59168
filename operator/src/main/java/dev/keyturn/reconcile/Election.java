package dev.keyturn.reconcile;

import java.time.Duration;

/**
 * How several processes agree which of them works.
 *
 * @param namespace of the Lease
 * @param leaseDuration so long the others wait for one that says nothing any more
 * @param renewDeadline so long a leader tries to renew before it ends its process; shorter than the lease
 * @param retryPeriod between two tries
 */
public record Election(String namespace, Duration leaseDuration, Duration renewDeadline, Duration retryPeriod) {}
