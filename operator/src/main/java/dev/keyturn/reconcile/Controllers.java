package dev.keyturn.reconcile;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialSpec;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The framework, set up as this operator needs it. */
public final class Controllers {

    /** A call that changes something at the provider has ten seconds; what it answers is written down before the end. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(12);

    private static final Duration LONGEST_WAIT_FOR_A_CACHE = Duration.ofSeconds(20);

    /**
     * Resources of one answer, where a cache is filled: a page is stripped, where its cache is, before the next is asked for, so that ten
     * thousand Secrets never lie in the heap as they were read.
     */
    static final long PAGE = 200;

    private static final int FIRST_RETRY_MILLIS = 500;
    private static final int LONGEST_RETRY_MILLIS = 60_000;

    private final Operator operator;
    private final Set<String> namespaces;
    private final Optional<Leadership> leadership;

    /**
     * Nothing is started yet.
     *
     * @param namespaces watched; empty: all
     * @param atOnce how many resources are worked on at the same time
     * @param election empty: this process works whoever else does
     * @param watchdog bites where the lease was held and could not be kept: nothing of this process may go on
     * @param registry for the framework's own meters
     */
    public Controllers(
            KubernetesClient client,
            Set<String> namespaces,
            int atOnce,
            Optional<Election> election,
            Watchdog watchdog,
            MeterRegistry registry) {
        this.namespaces = namespaces;
        leadership = election.map(found -> new Leadership(client, found, watchdog));
        operator = new Operator(overrides -> overrides
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withUseSSAToPatchPrimaryResource(false)
                // A definition that was just applied answers 429 for a moment: an informer tries again instead of
                // ending the start.
                .withStopOnInformerErrorDuringStartup(false)
                // One namespace that is gone, or whose rights are missing, does not keep all others waiting for long.
                .withCacheSyncTimeout(LONGEST_WAIT_FOR_A_CACHE)
                .withReconciliationTerminationTimeout(LONGEST_STEP)
                .withExecutorService(Executors.newFixedThreadPool(
                        atOnce, Thread.ofVirtual().name("reconciler-", 0).factory()))
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
                .withLeaderElectionConfiguration(
                        leadership.map(Leadership::configuration).orElse(null)));
    }

    public void add(ClusterAccountReconciler reconciler) {
        operator.register(
                reconciler,
                controller -> controller
                        .withName("clustersuprsendaccount")
                        .withInformerListLimit(PAGE)
                        .withGenerationAware(false)
                        .withOnUpdateFilter(Updates::ofSpec)
                        .withRetry(forEver()));
    }

    public void add(NamespacedAccountReconciler reconciler) {
        operator.register(reconciler, controller -> {
            controller
                    .withName("suprsendaccount")
                    .withInformerListLimit(PAGE)
                    .withGenerationAware(false)
                    .withOnUpdateFilter(Updates::ofSpec)
                    .withRetry(forEver());
            if (!namespaces.isEmpty()) {
                controller.settingNamespaces(namespaces);
            }
        });
    }

    public <R extends CustomResource<? extends CredentialSpec, CredentialStatus> & CredentialResource> void add(
            CredentialReconciler<R> reconciler) {
        add(reconciler, Set.of());
    }

    /** Credentials that are looked after in further namespaces, too, where those that are watched are named. */
    public <R extends CustomResource<? extends CredentialSpec, CredentialStatus> & CredentialResource> void add(
            CredentialReconciler<R> reconciler, Set<String> besides) {
        operator.register(reconciler, controller -> {
            controller
                    .withName(reconciler.kind().toLowerCase(Locale.ROOT))
                    .withFinalizer(Names.FINALIZER)
                    .withInformerListLimit(PAGE)
                    .withGenerationAware(false)
                    .withOnUpdateFilter(Updates::ofCredential)
                    .withRetry(forEver());
            if (namespaces.isEmpty()) {
                // There are as many informers as named namespaces, and one store is for one of them.
                controller.withItemStore(Stripped.ofFieldManagers());
            } else {
                controller.settingNamespaces(
                        Stream.concat(namespaces.stream(), besides.stream()).collect(Collectors.toSet()));
            }
        });
    }

    /** Keyrings are watched by their labels, and none of their values is kept. */
    public void add(KeyringReconciler reconciler, String keyringNamespace) {
        operator.register(
                reconciler,
                controller -> controller
                        .withName("keyring")
                        .withInformerListLimit(PAGE)
                        .settingNamespace(keyringNamespace)
                        .withLabelSelector(KeyringReconciler.selector())
                        .withItemStore(Stripped.secrets(
                                Names.STANDING, Names.RELEASE, Names.TARGET, Names.OWNER, Names.OWNER_UID))
                        .withGenerationAware(false)
                        .withOnUpdateFilter(Updates::ofKeyring)
                        .withRetry(forEver()));
    }

    /** An exception is a bug or trouble with the API server, never a rule: the ledger has its own backoff. */
    private static GenericRetry forEver() {
        return new GenericRetry()
                .withoutMaxAttempts()
                .setInitialInterval(FIRST_RETRY_MILLIS)
                .setIntervalMultiplier(2)
                .setMaxInterval(LONGEST_RETRY_MILLIS);
    }

    public void start() {
        operator.start();
    }

    /** Lets what is under way come to its end, and the next process begin. */
    public void stop() {
        leadership.ifPresent(Leadership::leave);
        operator.stop();
        leadership.ifPresent(Leadership::release);
    }

    /** Whether this process works; the others have their caches filled and wait. */
    public boolean leads() {
        return leadership.map(Leadership::leads).orElse(true);
    }

    /** What is not started, or has lost its watch, in words; empty where all is well, of a process that stands by, too. */
    public String unhealthy() {
        var info = new RuntimeInfo(operator);
        return info.isStarted()
                ? info.unhealthyEventSources().entrySet().stream()
                        .filter(controller -> !controller.getValue().isEmpty())
                        .map(controller -> controller.getKey() + " "
                                + new TreeSet<>(controller.getValue().keySet()))
                        .sorted()
                        .collect(Collectors.joining(", "))
                : "not started";
    }
}
