package dev.keyturn.main;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration file as it is written; everything may be left out. */
public record Configuration(
        @Nullable String operatorNamespace,
        @Nullable String keyringNamespace,
        @Nullable String installation,
        @Nullable List<String> watchNamespaces,
        @Nullable Boolean clusterAccounts,
        @Nullable Boolean restartWorkloads,
        @Nullable Integer maxConcurrentReconciles,
        @Nullable Map<String, EndpointConfiguration> endpoints,
        @Nullable RotationConfiguration rotation,
        @Nullable HttpConfiguration http,
        @Nullable ElectionConfiguration leaderElection) {

    public static final Configuration EMPTY =
            new Configuration(null, null, null, null, null, null, null, null, null, null, null);

    /** One outside system; the only place in which hosts exist. */
    public record EndpointConfiguration(
            @Nullable String management,
            @Nullable String hub,
            @Nullable Boolean allowPlainHttp,
            @Nullable String caBundle,
            @Nullable String proxy,
            @Nullable ProofsConfiguration proofs,
            @Nullable String sweepFor,
            @Nullable Integer requestsPerSecond) {}

    public record ProofsConfiguration(
            @Nullable Integer times, @Nullable String over) {}

    public record RotationConfiguration(
            @Nullable String shortestInterval,
            @Nullable Integer keysPerDay,
            @Nullable Integer emergencyKeysPerDay,
            @Nullable String checkEvery,
            @Nullable String overdueAfter,
            @Nullable String deletionDelay) {}

    public record HttpConfiguration(@Nullable Integer port) {}

    public record ElectionConfiguration(
            @Nullable Boolean enabled,
            @Nullable String leaseDuration,
            @Nullable String renewDeadline,
            @Nullable String retryPeriod) {}
}
