package dev.keyturn.main;

import dev.keyturn.issuer.suprsend.SuprSendEndpoint;
import dev.keyturn.kube.Settings;
import dev.keyturn.plan.Limits;
import dev.keyturn.port.Accounts.Endpoint;
import dev.keyturn.reconcile.Election;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration, checked and with its defaults. */
public record Options(
        Settings settings,
        Map<String, SuprSendEndpoint> endpoints,
        Limits limits,
        Optional<String> installation,
        int port,
        int maxConcurrentReconciles,
        Optional<Election> election,
        Logging logging) {

    private static final String OUTSIDE_A_POD = "keyturn-system";

    /** How it is logged: {@code text} or {@code json}, and from which level on. */
    public record Logging(String format, String level) {}

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
        return of(ConfigurationFile.of(given), podNamespace);
    }

    /** Checks what file and environment say; all that is wrong is said at once. */
    static Options of(Given given, Optional<String> podNamespace) throws InvalidException {
        var errors = given.errors();
        var operatorNamespace =
                given.find(Catalogue.OPERATOR_NAMESPACE).or(() -> podNamespace).orElse(OUTSIDE_A_POD);
        var keyringNamespace = given.find(Catalogue.KEYRING_NAMESPACE)
                .filter(name -> !name.isEmpty())
                .orElse(operatorNamespace);
        var watched = Set.copyOf(given.get(Catalogue.WATCH_NAMESPACES));
        Check.that(
                !watched.contains(operatorNamespace) && !watched.contains(keyringNamespace),
                errors,
                "watchNamespaces must not have the operator's own namespace, nor that of the keyrings: nothing is published there");
        var suprSend = new LinkedHashMap<String, SuprSendEndpoint>();
        var rules = new LinkedHashMap<String, Endpoint>();
        EndpointOptions.all(given).forEach((name, endpoint) -> {
            rules.put(name, EndpointOptions.rule(endpoint));
            EndpointOptions.suprSend(name, endpoint, errors).ifPresent(made -> suprSend.put(name, made));
        });
        var limits = limits(given, errors);
        var election = ElectionOptions.of(operatorNamespace, given, errors);
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return new Options(
                new Settings(
                        operatorNamespace,
                        keyringNamespace,
                        watched,
                        given.get(Catalogue.CLUSTER_ACCOUNTS),
                        given.get(Catalogue.RESTART_WORKLOADS),
                        rules),
                suprSend,
                limits,
                given.find(Catalogue.INSTALLATION).filter(id -> !id.isEmpty()),
                given.get(Catalogue.HTTP_PORT),
                given.get(Catalogue.MAX_CONCURRENT_RECONCILES),
                election,
                new Logging(given.get(Catalogue.LOG_FORMAT), given.get(Catalogue.LOG_LEVEL)));
    }

    private static Limits limits(Given given, List<String> errors) {
        var keys = given.get(Catalogue.KEYS_PER_DAY);
        var emergency = given.get(Catalogue.EMERGENCY_KEYS_PER_DAY);
        Check.that(
                emergency >= keys,
                errors,
                "rotation.emergencyKeysPerDay must not be below keysPerDay: an exposure may never wait for a schedule");
        return new Limits(
                given.get(Catalogue.SHORTEST_INTERVAL),
                keys,
                emergency,
                given.get(Catalogue.CHECK_EVERY),
                given.get(Catalogue.OVERDUE_AFTER),
                given.get(Catalogue.DELETION_DELAY),
                Catalogue.SWEEP_FOR.standardValue());
    }
}
