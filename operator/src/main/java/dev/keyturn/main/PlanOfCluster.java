package dev.keyturn.main;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.execute.Driver;
import dev.keyturn.execute.Ending;
import dev.keyturn.execute.Pause;
import dev.keyturn.execute.Ports;
import dev.keyturn.execute.Sessions;
import dev.keyturn.execute.Subject;
import dev.keyturn.issuer.suprsend.CallObserver;
import dev.keyturn.issuer.suprsend.SuprSendClient;
import dev.keyturn.issuer.suprsend.SuprSendIssuers;
import dev.keyturn.kube.Credential;
import dev.keyturn.kube.Kinds;
import dev.keyturn.kube.KubeAccountRecords;
import dev.keyturn.kube.KubeAccounts;
import dev.keyturn.kube.KubeClaims;
import dev.keyturn.kube.KubeDeliveries;
import dev.keyturn.kube.KubeFreeze;
import dev.keyturn.kube.KubeInstallation;
import dev.keyturn.kube.KubeKeyringStore;
import dev.keyturn.kube.KubePublisher;
import dev.keyturn.kube.KubeResources;
import dev.keyturn.kube.KubeRights;
import dev.keyturn.kube.KubeWorkloads;
import dev.keyturn.kube.Rights;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.DeletionPolicy;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Forecast;
import dev.keyturn.plan.Reason;
import dev.keyturn.plan.RestartsAhead;
import dev.keyturn.plan.Step;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Installation;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.Publisher;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.port.Workloads;
import dev.keyturn.reconcile.Namespaces;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the credentials of a cluster would do, as the operator's own planner says it of what it would see at this moment. */
final class PlanOfCluster {

    private final KubernetesClient client;
    private final Options options;
    private final InstantSource time;
    private final Workloads workloads;
    private final Publisher publisher;
    private final KubeAccounts accounts;
    private final SpecReader reader;

    PlanOfCluster(KubernetesClient client, Options options, InstantSource time) {
        this.client = client;
        this.options = options;
        this.time = time;
        var settings = options.settings();
        workloads = new KubeWorkloads(client);
        accounts = new KubeAccounts(
                client,
                settings,
                name -> Optional.ofNullable(client.resources(ClusterSuprSendAccount.class)
                        .withName(name)
                        .get()),
                (namespace, name) -> Optional.ofNullable(client.resources(SuprSendAccount.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get()),
                new Namespaces(client)::labels);
        publisher = new KubePublisher(
                client,
                settings.ownNamespaces(),
                (namespace, secret) ->
                        accounts.fedBy(new Target(namespace, secret)).isPresent());
        reader = new SpecReader(options.limits().shortestInterval(), settings.restartWorkloads());
    }

    PlanReport of(Optional<String> namespace) {
        var report = new PlanReport(time.instant());
        var settings = options.settings();
        var missing = new KubeRights(client).missing(Rights.toPlan(settings, namespace));
        if (!missing.isEmpty()) {
            report.note(
                    Prerequisites.lacking(missing) + "\nwhat follows is told without that; the operator may see more.");
        }
        namespace
                .filter(name -> !settings.watches(name))
                .ifPresent(name -> report.note("The operator does not look at namespace " + name
                        + ": its configuration has others in watchNamespaces."));
        var installation = KubeInstallation.find(client, settings.keyringNamespace(), options.installation());
        if (installation.isEmpty()) {
            report.note("Keyturn has not run with namespace " + settings.keyringNamespace()
                    + " for its keyrings: everything is told as if it had just been applied. If it has run with another one, give"
                    + " its configuration by --config.");
        }
        try (var provider = new SuprSendClient(options.endpoints(), time, CallObserver.NONE)) {
            var driver = installation.map(found -> driver(found, provider));
            credentials(namespace).forEach(resource -> add(report, resource, driver));
        }
        return report;
    }

    /** Those that the operator looks at, in the order of their names. */
    private List<CredentialResource> credentials(Optional<String> namespace) {
        return Kinds.ALL.stream()
                .<CredentialResource>flatMap(kind -> list(kind, namespace))
                .sorted(Comparator.comparing((CredentialResource found) ->
                                found.getMetadata().getNamespace())
                        .thenComparing(found -> found.getMetadata().getName())
                        .thenComparing(HasMetadata::getKind))
                .toList();
    }

    private Stream<? extends CredentialResource> list(Kinds<?> kind, Optional<String> namespace) {
        var settings = options.settings();
        var all = client.resources(kind.type());
        if (settings.namespaces().isEmpty()) {
            return (namespace.isPresent() ? all.inNamespace(namespace.get()) : all.inAnyNamespace())
                    .list().getItems().stream();
        }
        var looked = new TreeSet<>(settings.namespaces());
        if (kind.equals(Kinds.SERVICE_TOKEN)) {
            looked.addAll(settings.tokenNamespaces());
        }
        return looked.stream()
                .filter(name -> namespace.isEmpty() || namespace.get().equals(name))
                .flatMap(name -> all.inNamespace(name).list().getItems().stream());
    }

    private void add(PlanReport report, CredentialResource resource, Optional<Driver> driver) {
        var name = PlanOfManifests.name(resource);
        try {
            if (resource.isMarkedForDeletion()) {
                deleted(report, name, resource, driver);
                return;
            }
            switch (reader.read(Credential.of(resource))) {
                case SpecReader.Read.Unusable(var _, var detail) -> report.unusable(name, detail);
                case SpecReader.Read.Usable(var demand) -> add(report, name, resource, demand, driver);
            }
        } catch (UnreadableKeyringException e) {
            report.note(name + "\n  its keyring cannot be read: " + e.getMessage());
        }
    }

    private void deleted(PlanReport report, String name, CredentialResource resource, Optional<Driver> driver) {
        var credential = Credential.of(resource);
        report.leaving(
                name,
                driver.map(known -> known.look(new Subject.Deleted(
                                        KubeResources.resource(resource, ""),
                                        SpecReader.target(credential),
                                        SpecReader.policy(credential).orElse(DeletionPolicy.Retain)))
                                .next())
                        .orElseGet(Step.LetGo::new));
    }

    private void add(
            PlanReport report, String name, CredentialResource resource, Demand demand, Optional<Driver> driver) {
        var now = time.instant();
        var namespace = client.namespaces()
                .withName(resource.getMetadata().getNamespace())
                .get();
        var wanted = KubeResources.resource(
                resource, namespace == null ? "" : namespace.getMetadata().getUid());
        if (driver.isEmpty()) {
            report.credential(
                    name,
                    demand,
                    Optional.empty(),
                    Forecast.first(wanted, demand, options.limits(), now),
                    Forecast.turnsOfNew(wanted, demand, now, PlanOfManifests.TURNS),
                    restarts(demand));
            return;
        }
        var outlook = driver.get().look(new Subject.Wanted(wanted, demand));
        if (outlook.next() instanceof Step.Halt(var reason, var _) && reason == Reason.Conflict) {
            report.conflict(name, outlook.next());
            return;
        }
        report.credential(
                name,
                demand,
                outlook.ledger(),
                outlook.next(),
                outlook.ledger()
                        .map(ledger -> Forecast.turns(ledger, demand, now, PlanOfManifests.TURNS))
                        .orElseGet(() -> Forecast.turnsOfNew(wanted, demand, now, PlanOfManifests.TURNS)),
                restarts(demand));
    }

    private List<String> restarts(Demand demand) {
        if (!demand.restart()) {
            return RestartsAhead.none(
                    demand,
                    options.settings().restartWorkloads()
                            ? "spec.consumers.restart is Never"
                            : "the operator's configuration says restartWorkloads: false");
        }
        var target = demand.target();
        try {
            var uses = workloads.users(target).stream()
                    .filter(RestartsAhead::keepsOlder)
                    .map(pod -> new RestartsAhead.Use(
                            pod,
                            Optional.ofNullable(pod.controller())
                                    .map(controller -> workloads.owner(target.namespace(), controller))))
                    .toList();
            // Whether it may be written is asked elsewhere.
            return new RestartsAhead(demand, publisher.look(target, true).annotations()).of(uses);
        } catch (PermissionMissingException e) {
            return List.of("not known: " + e.getMessage());
        }
    }

    private Driver driver(Installation installation, SuprSendClient provider) {
        var settings = options.settings();
        var records = new KubeAccountRecords(client, settings.keyringNamespace());
        var ports = new Ports(
                new KubeKeyringStore(client, settings.keyringNamespace(), installation),
                publisher,
                new KubeDeliveries(client),
                new KubeClaims(client, settings.keyringNamespace()),
                workloads,
                new KubeResources(client, reader),
                accounts,
                records,
                SuprSendIssuers.with(provider),
                installation,
                KubeFreeze.holding(client, settings.operatorNamespace())::apply,
                time,
                Pause.REAL,
                new Ending());
        var sessions = new Sessions(accounts, records, installation, time);
        return new Driver(ports, options.limits(), sessions, _ -> {});
    }
}
