package dev.keyturn.main;

import dev.keyturn.issuer.suprsend.SuprSendEndpoint;
import dev.keyturn.kube.Settings;
import dev.keyturn.plan.Limits;
import dev.keyturn.port.Accounts.Endpoint;
import dev.keyturn.reconcile.Election;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration, checked and with its defaults. */
public record Options(
        Settings settings,
        Map<String, SuprSendEndpoint> endpoints,
        Limits limits,
        Optional<String> installation,
        int port,
        int maxConcurrentReconciles,
        Optional<Election> election) {

    /** The API server grants a connection some 100 streams at once, watches included, and the JDK's client fails beyond them. */
    private static final int MOST_AT_ONCE = 80;

    private static final Duration YEARS = Duration.ofDays(3650);

    /** All that is wrong with a configuration, in one message. */
    public static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(List<String> errors) {
            super("the configuration cannot be used:\n  " + String.join("\n  ", errors));
        }
    }

    /**
     * Checks a configuration.
     *
     * @param podNamespace where the program runs, if it runs in a pod
     */
    public static Options of(Configuration given, Optional<String> podNamespace) throws InvalidException {
        var errors = new ArrayList<String>();
        var operatorNamespace = Optional.ofNullable(given.operatorNamespace())
                .or(() -> podNamespace)
                .orElse("keyturn-system");
        var keyringNamespace = Optional.ofNullable(given.keyringNamespace())
                .filter(name -> !name.isEmpty())
                .orElse(operatorNamespace);
        var watched = names(given.watchNamespaces());
        Check.that(
                !operatorNamespace.isBlank() && watched.stream().noneMatch(String::isBlank),
                errors,
                "operatorNamespace and each of watchNamespaces must be the name of a namespace");
        Check.that(
                !watched.contains(operatorNamespace) && !watched.contains(keyringNamespace),
                errors,
                "watchNamespaces must not have the operator's own namespace, nor that of the keyrings: nothing is published there");
        var installation = Optional.ofNullable(given.installation()).filter(id -> !id.isEmpty());
        Check.that(
                installation.filter(id -> !id.matches("[a-z0-9]{8}")).isEmpty(),
                errors,
                "installation must be eight of a-z and 0-9, or empty");
        var suprSend = new LinkedHashMap<String, SuprSendEndpoint>();
        var rules = new LinkedHashMap<String, Endpoint>();
        EndpointOptions.all(given).forEach((name, endpoint) -> {
            rules.put(name, EndpointOptions.rule(name, endpoint, errors));
            EndpointOptions.suprSend(name, endpoint, errors).ifPresent(made -> suprSend.put(name, made));
        });
        var limits = limits(given, errors);
        var port = given.http() == null || given.http().port() == null
                ? 8080
                : given.http().port();
        Check.that(port >= 0 && port <= 65_535, errors, "http.port must be from 0 to 65535");
        var atOnce = given.maxConcurrentReconciles() == null ? 50 : given.maxConcurrentReconciles();
        Check.that(
                atOnce >= 1 && atOnce <= MOST_AT_ONCE,
                errors,
                "maxConcurrentReconciles must be from 1 to " + MOST_AT_ONCE);
        var election = ElectionOptions.of(operatorNamespace, given.leaderElection(), errors);
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        var clusterAccounts = !Boolean.FALSE.equals(given.clusterAccounts());
        return new Options(
                new Settings(operatorNamespace, keyringNamespace, watched, clusterAccounts, rules),
                suprSend,
                limits,
                installation,
                port,
                atOnce,
                election);
    }

    /** A name that was left out, as in {@code [shop, ~]}, comes as null, whatever the type says: it is a blank one. */
    private static Set<String> names(@Nullable List<String> given) {
        return given == null
                ? Set.of()
                : given.stream().map(name -> name == null ? "" : name).collect(Collectors.toUnmodifiableSet());
    }

    private static Limits limits(Configuration given, List<String> errors) {
        var rotation = given.rotation();
        var standard = Limits.DEFAULTS;
        if (rotation == null) {
            return standard;
        }
        Predicate<Duration> any = duration -> duration.compareTo(YEARS) <= 0;
        var keys = rotation.keysPerDay() == null ? standard.keysPerDay() : rotation.keysPerDay();
        var emergency = rotation.emergencyKeysPerDay() == null
                ? standard.emergencyKeysPerDay()
                : rotation.emergencyKeysPerDay();
        Check.that(keys >= 1, errors, "rotation.keysPerDay must be at least 1");
        Check.that(
                emergency >= keys,
                errors,
                "rotation.emergencyKeysPerDay must not be below keysPerDay: an exposure may never wait for a schedule");
        return new Limits(
                Check.duration(
                        "rotation.shortestInterval",
                        rotation.shortestInterval(),
                        standard.shortestInterval(),
                        shortest -> !shortest.isZero(),
                        errors),
                keys,
                emergency,
                Check.duration("rotation.checkEvery", rotation.checkEvery(), standard.checkEvery(), any, errors),
                Check.duration("rotation.overdueAfter", rotation.overdueAfter(), standard.overdueAfter(), any, errors),
                Check.duration(
                        "rotation.deletionDelay", rotation.deletionDelay(), standard.deletionDelay(), any, errors),
                standard.sweepFor());
    }
}
