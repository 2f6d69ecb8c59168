package dev.keyturn.plan;

import java.time.Instant;

/**
 * How a pod uses a Secret.
 *
 * @param byEnv by env, envFrom or subPath of any container: it keeps the value that it started with
 * @param byVolume by a volume that the kubelet keeps up to date
 * @param scheduled whether it was given a node
 * @param ended whether all of its containers have ended for good
 */
public record PodUse(
        String name, Instant createdAt, boolean byEnv, boolean byVolume, boolean scheduled, boolean ended) {}
