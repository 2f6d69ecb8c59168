package dev.keyturn.issuer.suprsend;

import java.time.Duration;

/** Is told of every call that was sent, or was to be; called on the caller's thread. */
@FunctionalInterface
public interface CallObserver {

    /** Tells nobody. */
    CallObserver NONE = (_, _, _, _) -> {};

    /**
     * A call has ended.
     *
     * @param endpoint name in the operator's configuration
     * @param call one of {@code workspaces}, {@code issue}, {@code list}, {@code revoke}, {@code probe}, {@code read}, {@code turn}, {@code bridge}
     * @param result {@code 2xx} and so on by the status, {@code lost} without one, {@code unsent} where nothing was sent
     * @param took the wait for a permit included
     */
    void ended(String endpoint, String call, String result, Duration took);
}
