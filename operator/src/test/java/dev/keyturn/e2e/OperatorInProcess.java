package dev.keyturn.e2e;

import dev.keyturn.execute.Pause;
import dev.keyturn.kube.ServerClock;
import dev.keyturn.main.Operator;
import dev.keyturn.main.Options;
import dev.keyturn.reconcile.Watchdog;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operator in this process, with its client and its clocks, from a start to the next stop. */
final class OperatorInProcess {

    /** By which it is told from the tests themselves. */
    static final String USER_AGENT = "keyturn";

    private InstantSource time = InstantSource.system();
    private InstantSource wallClock = InstantSource.system();
    private @Nullable KubernetesClient client;
    private @Nullable Operator operator;

    void time(InstantSource wanted) {
        time = wanted;
    }

    /** What it takes for the time of day, when it compares that with the API server's. */
    void wallClock(InstantSource wanted) {
        wallClock = wanted;
    }

    void start(OperatorsAccount account, Options options) {
        // Not the clock that tests move: that one would be years from the API server's.
        var clock = new ServerClock(wallClock);
        client = account.client(USER_AGENT, clock);
        operator = Operator.start(client, options, time, Pause.REAL, new Watchdog(() -> {}), clock);
    }

    void stop() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** What it measures, as Prometheus reads it. */
    String metrics() {
        return Objects.requireNonNull(operator).metrics();
    }

    /** What keeps it from being ready. */
    List<String> unready() {
        return Objects.requireNonNull(operator).unready();
    }
}
