package dev.keyturn.e2e;

import dev.keyturn.main.Configuration;
import dev.keyturn.main.Configuration.ElectionConfiguration;
import dev.keyturn.main.Configuration.EndpointConfiguration;
import dev.keyturn.simulator.Simulator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What differs between tests in the operator's configuration, in the words of its file. */
record Settings(
        String shortestInterval,
        String sweepFor,
        String deletionDelay,
        String checkEvery,
        int proofs,
        String proofsOver,
        int keysPerDay,
        int emergencyKeysPerDay,
        ElectionConfiguration election,
        boolean clusterAccounts,
        boolean restartWorkloads) {

    private static final ElectionConfiguration ALONE = new ElectionConfiguration(false, null, null, null);

    static final Settings DEFAULTS = new Settings("1s", "1h", "1h", "24h", 2, "0s", 5, 10, ALONE, true, true);

    Settings shortestInterval(String value) {
        return new Settings(
                value,
                sweepFor,
                deletionDelay,
                checkEvery,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                clusterAccounts,
                restartWorkloads);
    }

    Settings sweepFor(String value) {
        return new Settings(
                shortestInterval,
                value,
                deletionDelay,
                checkEvery,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                clusterAccounts,
                restartWorkloads);
    }

    Settings deletionDelay(String value) {
        return new Settings(
                shortestInterval,
                sweepFor,
                value,
                checkEvery,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                clusterAccounts,
                restartWorkloads);
    }

    Settings checkEvery(String value) {
        return new Settings(
                shortestInterval,
                sweepFor,
                deletionDelay,
                value,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                clusterAccounts,
                restartWorkloads);
    }

    Settings proofs(int times, String over) {
        return new Settings(
                shortestInterval,
                sweepFor,
                deletionDelay,
                checkEvery,
                times,
                over,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                clusterAccounts,
                restartWorkloads);
    }

    Settings caps(int daily, int emergency) {
        return new Settings(
                shortestInterval,
                sweepFor,
                deletionDelay,
                checkEvery,
                proofs,
                proofsOver,
                daily,
                emergency,
                election,
                clusterAccounts,
                restartWorkloads);
    }

    Settings election(ElectionConfiguration value) {
        return new Settings(
                shortestInterval,
                sweepFor,
                deletionDelay,
                checkEvery,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                value,
                clusterAccounts,
                restartWorkloads);
    }

    Settings withoutClusterAccounts() {
        return new Settings(
                shortestInterval,
                sweepFor,
                deletionDelay,
                checkEvery,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                false,
                restartWorkloads);
    }

    Settings withoutRestarts() {
        return new Settings(
                shortestInterval,
                sweepFor,
                deletionDelay,
                checkEvery,
                proofs,
                proofsOver,
                keysPerDay,
                emergencyKeysPerDay,
                election,
                clusterAccounts,
                false);
    }

    /** The whole configuration for an operator in {@code home} that watches these namespaces. */
    Configuration configuration(String home, String keyrings, List<String> watched, Map<String, Simulator> endpoints) {
        return new Configuration(
                home,
                keyrings,
                null,
                watched,
                clusterAccounts,
                restartWorkloads,
                null,
                endpoints.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> endpoint(entry.getValue()))),
                new Configuration.RotationConfiguration(
                        shortestInterval, keysPerDay, emergencyKeysPerDay, checkEvery, null, deletionDelay),
                new Configuration.HttpConfiguration(0),
                election);
    }

    private EndpointConfiguration endpoint(Simulator at) {
        return new EndpointConfiguration(
                at.managementUrl().toString(),
                at.hubUrl().toString(),
                true,
                null,
                null,
                new Configuration.ProofsConfiguration(proofs, proofsOver),
                sweepFor,
                1000);
    }
}
