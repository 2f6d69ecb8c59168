package dev.keyturn.plan;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a pod uses a Secret.
 *
 * @param byEnv by env, envFrom or subPath of any container: it keeps the value that it started with
 * @param byVolume by a volume that the kubelet keeps up to date
 * @param scheduled whether it was given a node
 * @param ended whether all of its containers have ended for good
 * @param leaving whether it was told to end: it is being replaced, or goes
 * @param controller what made it; null for a bare pod
 * @param byEnvToo the names of all Secrets of which it keeps what it started with, this one among them
 * @param note why it is not restarted, for whoever waits for it
 */
public record PodUse(
        String name,
        Instant createdAt,
        boolean byEnv,
        boolean byVolume,
        boolean scheduled,
        boolean ended,
        boolean leaving,
        @Nullable Controller controller,
        Set<String> byEnvToo,
        @Nullable String note) {

    /** A bare pod that keeps of no other Secret what it started with. */
    public PodUse(String name, Instant createdAt, boolean byEnv, boolean byVolume, boolean scheduled, boolean ended) {
        this(name, createdAt, byEnv, byVolume, scheduled, ended, false, null, Set.of(), null);
    }

    /** The same with a word for whoever waits for it. */
    public PodUse noted(String word) {
        return new PodUse(name, createdAt, byEnv, byVolume, scheduled, ended, leaving, controller, byEnvToo, word);
    }
}
