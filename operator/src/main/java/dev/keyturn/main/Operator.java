package dev.keyturn.main;

import dev.keyturn.execute.Driver;
import dev.keyturn.execute.Ending;
import dev.keyturn.execute.Pause;
import dev.keyturn.execute.Ports;
import dev.keyturn.execute.RecentRecords;
import dev.keyturn.execute.Sessions;
import dev.keyturn.issuer.suprsend.SuprSendApiKeys;
import dev.keyturn.issuer.suprsend.SuprSendClient;
import dev.keyturn.issuer.suprsend.SuprSendIssuers;
import dev.keyturn.kube.KubeAccountRecords;
import dev.keyturn.kube.KubeAccounts;
import dev.keyturn.kube.KubeClaims;
import dev.keyturn.kube.KubeDeliveries;
import dev.keyturn.kube.KubeFreeze;
import dev.keyturn.kube.KubeIdentity;
import dev.keyturn.kube.KubeInstallation;
import dev.keyturn.kube.KubeKeyringStore;
import dev.keyturn.kube.KubePublisher;
import dev.keyturn.kube.KubeReaders;
import dev.keyturn.kube.KubeResources;
import dev.keyturn.kube.KubeWorkloads;
import dev.keyturn.kube.ServerClock;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.reconcile.AccountCaches;
import dev.keyturn.reconcile.AccountStatuses;
import dev.keyturn.reconcile.ApiKeyReconciler;
import dev.keyturn.reconcile.Census;
import dev.keyturn.reconcile.ClusterAccountReconciler;
import dev.keyturn.reconcile.Controllers;
import dev.keyturn.reconcile.CredentialReconciler;
import dev.keyturn.reconcile.KeyringReconciler;
import dev.keyturn.reconcile.NamespacedAccountReconciler;
import dev.keyturn.reconcile.Namespaces;
import dev.keyturn.reconcile.ServiceTokenReconciler;
import dev.keyturn.reconcile.StatusWriter;
import dev.keyturn.reconcile.Wakeups;
import dev.keyturn.reconcile.Watchdog;
import dev.keyturn.reconcile.WorkspaceKeyReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;

/** The whole operator in one object: wired, started, stopped. */
public final class Operator implements AutoCloseable {

    private final Controllers controllers;
    private final SuprSendClient provider;
    private final Meters meters;
    private final Readiness readiness;
    private final Ending ending;
    private final KubeFreeze freeze;
    private final ServerClock clock;

    private Operator(
            Controllers controllers,
            SuprSendClient provider,
            Meters meters,
            Readiness readiness,
            Ending ending,
            KubeFreeze freeze,
            ServerClock clock) {
        this.controllers = controllers;
        this.provider = provider;
        this.meters = meters;
        this.readiness = readiness;
        this.ending = ending;
        this.freeze = freeze;
        this.clock = clock;
    }

    /**
     * Starts it; comes back when its caches are filled.
     *
     * @param client with its own retries off; closed by the caller
     * @param time of all decisions
     * @param watchdog one of the client's interceptors, where there is an election
     * @param clock another one of them; closed with the operator
     */
    public static Operator start(
            KubernetesClient client,
            Options options,
            InstantSource time,
            Pause pause,
            Watchdog watchdog,
            ServerClock clock) {
        return start(client, options, time, pause, watchdog, clock, new Requirements(client, options, time));
    }

    /** The same with requirements that may have been looked up already. */
    static Operator start(
            KubernetesClient client,
            Options options,
            InstantSource time,
            Pause pause,
            Watchdog watchdog,
            ServerClock clock,
            Requirements requirements) {
        var settings = options.settings();
        var meters = new Meters();
        var installation = KubeInstallation.load(client, settings.keyringNamespace(), options.installation());
        var reader = new SpecReader(options.limits().shortestInterval(), settings.restartWorkloads());
        var resources = new KubeResources(client, reader);
        var namespaces = new Namespaces(client);
        var caches = new AccountCaches();
        var accounts = new KubeAccounts(client, settings, caches::cluster, caches::namespaced, namespaces::labels);
        var provider = new SuprSendClient(options.endpoints(), time, meters::called);
        var issuers = SuprSendIssuers.with(provider);
        var keyrings = new KubeKeyringStore(client, settings.keyringNamespace(), installation);
        var records = new RecentRecords(new KubeAccountRecords(client, settings.keyringNamespace()), time);
        var wakeups = new Wakeups();
        var ending = new Ending();
        var changed = new Changed();
        var freeze = KubeFreeze.watch(client, settings, time, changed);
        clock.watch(client, changed);
        meters.frozen(freeze::isOn);
        meters.freezeMisread(freeze::isMisread);
        meters.clock(clock::ahead);
        var census = new Census(meters.registry(), time);
        var ports = new Ports(
                keyrings,
                new KubePublisher(client, settings.ownNamespaces(), caches::namesToken),
                new KubeDeliveries(client),
                new KubeClaims(client, settings.keyringNamespace()),
                new KubeWorkloads(client),
                resources,
                accounts,
                records,
                issuers,
                installation,
                namespace -> freeze.on(namespace).or(clock::on),
                time,
                pause,
                ending);
        var sessions = new Sessions(accounts, records, installation, time);
        var driver = new Driver(
                ports,
                options.limits(),
                sessions,
                found -> wakeups.owner(found.keyring().ledger().owner()));
        var statuses = new AccountStatuses(accounts, sessions, new SuprSendApiKeys(provider), keyrings, time);
        var controllers = new Controllers(
                client,
                settings.namespaces(),
                options.maxConcurrentReconciles(),
                options.election(),
                watchdog,
                meters.registry());
        meters.leader(controllers::leads);
        var clusterAccounts = new ClusterAccountReconciler(statuses, accounts::of);
        var namespacedAccounts = new NamespacedAccountReconciler(statuses, accounts::of);
        sessions.onChange(account -> {
            wakeups.using(account);
            if (settings.clusterAccounts()) {
                clusterAccounts.wake(account);
            }
            namespacedAccounts.wake(account);
        });
        if (settings.clusterAccounts()) {
            controllers.add(clusterAccounts);
        }
        controllers.add(namespacedAccounts);
        var shared = new CredentialReconciler.Shared(
                driver,
                reader,
                namespaces,
                caches,
                wakeups,
                new StatusWriter(
                        client,
                        options.limits(),
                        time,
                        census,
                        target -> new KubeReaders(client, KubeIdentity.of(client)).of(target)),
                census,
                settings.clusterAccounts());
        controllers.add(new ApiKeyReconciler(shared));
        controllers.add(new WorkspaceKeyReconciler(shared));
        controllers.add(new ServiceTokenReconciler(shared), settings.tokenNamespaces());
        var keyringReconciler = new KeyringReconciler(
                driver,
                keyrings,
                resources,
                wakeups,
                time,
                census,
                settings::watches,
                target -> caches.fedBy(target, settings.operatorNamespace()).ifPresent(account -> {
                    clusterAccounts.wake(account);
                    namespacedAccounts.wake(account);
                }));
        controllers.add(keyringReconciler, settings.keyringNamespace());
        changed.tell(() -> {
            driver.lookAgain();
            wakeups.all();
            keyringReconciler.wake();
        });
        var operator = new Operator(
                controllers,
                provider,
                meters,
                new Readiness(controllers, freeze, census, requirements),
                ending,
                freeze,
                clock);
        try {
            controllers.start();
            return operator;
        } catch (RuntimeException e) {
            operator.close();
            throw e;
        }
    }

    /** What keeps it from being ready, each as a sentence; empty once its caches are filled, its watches live and it has its rights. */
    public List<String> unready() {
        return readiness.unready();
    }

    /** All that is measured, in Prometheus' text format. */
    public String metrics() {
        return meters.scrape();
    }

    /** Stops; a step that was under way is found in the ledger by the next one. */
    @Override
    public void close() {
        ending.tell();
        provider.leave();
        controllers.stop();
        clock.close();
        freeze.close();
        provider.close();
        meters.close();
    }
}
