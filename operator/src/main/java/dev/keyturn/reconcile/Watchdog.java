package dev.keyturn.reconcile;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ends a leader that has not renewed its lease within the renew deadline, whatever its calls wait for: the client's elector looks at
 * its deadline between two tries, and a try that hangs lasts longer than the lease. It sees the renewals as an interceptor of the client.
 */
public final class Watchdog implements Interceptor {

    private final Runnable end;
    private volatile long asked;
    private volatile long renewed;
    private volatile boolean on;
    private boolean resting;

    /** {@code end} is run where another process may have begun to work: this one has to end at once. */
    public Watchdog(Runnable end) {
        this.end = end;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (isRenewal(request)) {
            asked = System.nanoTime();
        }
    }

    /** The lease counts from the moment it was asked for: the answer may have been under way for long. */
    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isRenewal(request) && response.isSuccessful()) {
            renewed = asked;
        }
    }

    /** Leases are written by the elector alone, one after the other. */
    private static boolean isRenewal(HttpRequest request) {
        return !"GET".equals(request.method())
                && request.uri().getPath().startsWith("/apis/coordination.k8s.io/")
                && request.uri().getPath().contains("/leases");
    }

    /** This process leads, as of the last renewal; one that was told to end a moment before that ends as it was told. */
    synchronized void watch(Duration renewDeadline) {
        if (resting) {
            return;
        }
        on = true;
        Thread.ofPlatform().daemon().name("lease-watchdog").start(() -> watchUntilTheEnd(renewDeadline));
    }

    private void watchUntilTheEnd(Duration renewDeadline) {
        try {
            while (on) {
                var left = renewDeadline.toNanos() - (System.nanoTime() - renewed);
                if (left <= 0) {
                    lost();
                    return;
                }
                TimeUnit.NANOSECONDS.sleep(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The leadership ends, and that is wanted; it may not even have begun. */
    synchronized void rest() {
        resting = true;
        on = false;
    }

    synchronized void lost() {
        if (on) {
            on = false;
            end.run();
        }
    }
}
