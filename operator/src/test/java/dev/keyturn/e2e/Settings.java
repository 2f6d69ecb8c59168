package dev.keyturn.e2e;

import dev.keyturn.main.Configuration;
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
        int emergencyKeysPerDay) {

    static final Settings DEFAULTS = new Settings("1s", "1h", "1h", "24h", 2, "0s", 5, 10);

    Settings shortestInterval(String value) {
        return new Settings(
                value, sweepFor, deletionDelay, checkEvery, proofs, proofsOver, keysPerDay, emergencyKeysPerDay);
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
                emergencyKeysPerDay);
    }

    Settings deletionDelay(String value) {
        return new Settings(
                shortestInterval, sweepFor, value, checkEvery, proofs, proofsOver, keysPerDay, emergencyKeysPerDay);
    }

    Settings proofs(int times, String over) {
        return new Settings(
                shortestInterval, sweepFor, deletionDelay, checkEvery, times, over, keysPerDay, emergencyKeysPerDay);
    }

    Settings caps(int daily, int emergency) {
        return new Settings(
                shortestInterval, sweepFor, deletionDelay, checkEvery, proofs, proofsOver, daily, emergency);
    }

    /** The whole configuration for an operator in {@code home} that watches these namespaces. */
    Configuration configuration(String home, List<String> watched, Map<String, Simulator> endpoints) {
        return new Configuration(
                home,
                null,
                null,
                watched,
                endpoints.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> endpoint(entry.getValue()))),
                new Configuration.RotationConfiguration(
                        shortestInterval, keysPerDay, emergencyKeysPerDay, checkEvery, null, deletionDelay),
                new Configuration.HttpConfiguration(0));
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
