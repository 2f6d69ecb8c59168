package dev.keyturn.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lease by which one of several processes works while the others stand by with warm caches. It saves work; that nothing is lost
 * or done twice never depends on it.
 */
final class Leadership {

    private static final Logger log = LoggerFactory.getLogger(Leadership.class);
    private static final String LEASE = "keyturn";
    private static final int MOST_TRIES = 3;

    private final KubernetesClient client;
    private final Election election;
    private final Watchdog watchdog;
    private final String identity = hostname() + "_" + UUID.randomUUID();
    private volatile boolean leads;

    /** Candidate for the lease; the watchdog bites where it was held and could not be kept. */
    Leadership(KubernetesClient client, Election election, Watchdog watchdog) {
        this.client = client;
        this.election = election;
        this.watchdog = watchdog;
    }

    /** A pod in its node's network has the node's name for a host name. */
    private static String hostname() {
        var pod = System.getenv("KEYTURN_POD_NAME");
        if (pod != null && !pod.isBlank()) {
            return pod;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "keyturn";
        }
    }

    boolean leads() {
        return leads;
    }

    LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(election.namespace())
                .withIdentity(identity)
                .withLeaseDuration(election.leaseDuration())
                .withRenewDeadline(election.renewDeadline())
                .withRetryPeriod(election.retryPeriod())
                .withLeaderCallbacks(new LeaderCallbacks(this::begin, this::end, _ -> {}))
                // The framework's own exit may wait for the very thread that it runs on.
                .withExitOnStopLeading(false)
                .build();
    }

    private void begin() {
        leads = true;
        watchdog.watch(election.renewDeadline());
        log.atInfo().addKeyValue("lease", LEASE).log("this process leads");
    }

    private void end() {
        leads = false;
        watchdog.lost();
    }

    /** From here on the end of the leadership is wanted. */
    void leave() {
        watchdog.rest();
    }

    /** Lets the next one begin at once; the framework would let it wait until the lease has run out. Called when nothing runs any more. */
    void release() {
        for (var i = 0; i < MOST_TRIES; i++) {
            try {
                var lease = client.leases()
                        .inNamespace(election.namespace())
                        .withName(LEASE)
                        .get();
                if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
                    return;
                }
                lease.getSpec().setHolderIdentity("");
                // With the version that was read: whoever took the lease meanwhile keeps it.
                client.raw(
                        "/apis/coordination.k8s.io/v1/namespaces/" + election.namespace() + "/leases/" + LEASE,
                        "PUT",
                        lease);
                return;
            } catch (KubernetesClientException e) {
                log.atDebug().addKeyValue("status", e.getCode()).log("the lease could not be released");
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    return;
                }
            }
        }
    }
}
