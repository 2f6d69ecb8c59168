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
import dev.keyturn.issuer.suprsend.SuprSendApiKeys;
import dev.keyturn.issuer.suprsend.SuprSendClient;
import dev.keyturn.issuer.suprsend.SuprSendServiceTokens;
import dev.keyturn.issuer.suprsend.SuprSendWorkspaceKeys;
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
import dev.keyturn.kube.KubeWorkloads;
import dev.keyturn.kube.SpecReader;
import dev.keyturn.plan.Brake;
import dev.keyturn.plan.Demand;
import dev.keyturn.plan.Forecast;
import dev.keyturn.plan.PodUse;
import dev.keyturn.plan.Resource;
import dev.keyturn.plan.Target;
import dev.keyturn.plan.Workload;
import dev.keyturn.port.Installation;
import dev.keyturn.port.Issuer;
import dev.keyturn.port.Names;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.UnreadableKeyringException;
import dev.keyturn.port.Workloads;
import dev.keyturn.reconcile.Namespaces;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the credentials of a cluster would do, as the operator's own planner says it of what it would see at this moment. */
final class PlanOfCluster {

    private final KubernetesClient client;
    private final Options options;
    private final InstantSource time;
    private final Workloads workloads;

    PlanOfCluster(KubernetesClient client, Options options, InstantSource time) {
        this.client = client;
        this.options = options;
        this.time = time;
        workloads = new KubeWorkloads(client);
    }

    PlanReport of(Optional<String> namespace) {
        var report = new PlanReport(time.instant());
        var settings = options.settings();
        var installation = KubeInstallation.find(client, settings.keyringNamespace(), options.installation());
        if (installation.isEmpty()) {
            report.note("Keyturn has not run with namespace " + settings.keyringNamespace()
                    + " for its keyrings: everything is told as if it had just been applied.");
        }
        var reader = new SpecReader(options.limits().shortestInterval(), settings.restartWorkloads());
        try (var provider = new SuprSendClient(options.endpoints(), time, CallObserver.NONE)) {
            var driver = installation.map(found -> driver(found, reader, provider));
            credentials(namespace).forEach(resource -> add(report, resource, reader, driver));
        }
        return report;
    }

    /** Those that the operator looks at, in the order of their names. */
    private List<CredentialResource> credentials(Optional<String> namespace) {
        return Kinds.ALL.stream()
                .<CredentialResource>flatMap(kind -> list(kind.type(), namespace))
                .filter(found -> options.settings().watches(found.getMetadata().getNamespace()))
                .sorted(Comparator.comparing((CredentialResource found) ->
                                found.getMetadata().getNamespace())
                        .thenComparing(found -> found.getMetadata().getName()))
                .toList();
    }

    private <R extends CredentialResource> Stream<R> list(Class<R> type, Optional<String> namespace) {
        var all = client.resources(type);
        return (namespace.isPresent() ? all.inNamespace(namespace.get()) : all.inAnyNamespace())
                .list().getItems().stream();
    }

    private void add(PlanReport report, CredentialResource resource, SpecReader reader, Optional<Driver> driver) {
        var name = PlanOfManifests.name(resource);
        try {
            switch (reader.read(Credential.of(resource))) {
                case SpecReader.Read.Unusable(var _, var detail) -> report.unusable(name, detail);
                case SpecReader.Read.Usable(var demand) -> add(report, name, resource, demand, driver);
            }
        } catch (UnreadableKeyringException e) {
            report.note(name + "\n  its keyring cannot be read: " + e.getMessage());
        } catch (PermissionMissingException e) {
            report.note(name + "\n  cannot be looked at: " + e.getMessage());
        }
    }

    private void add(
            PlanReport report, String name, CredentialResource resource, Demand demand, Optional<Driver> driver)
            throws PermissionMissingException {
        var now = time.instant();
        var namespace = client.namespaces()
                .withName(resource.getMetadata().getNamespace())
                .get();
        var wanted = new Resource(
                KubeResources.owner(
                        resource,
                        namespace == null ? "" : namespace.getMetadata().getUid()),
                token(resource, Names.ROTATE),
                token(resource, Names.EXPOSED));
        var restarts = demand.restart() ? restarts(demand.target()) : List.<String>of();
        if (driver.isEmpty()) {
            report.credential(
                    name,
                    demand,
                    Optional.empty(),
                    Forecast.first(wanted, demand, options.limits(), now),
                    Forecast.turnsOfNew(wanted, demand, now, PlanOfManifests.TURNS),
                    restarts);
            return;
        }
        var outlook = driver.get().look(new Subject.Wanted(wanted, demand));
        report.credential(
                name,
                demand,
                outlook.ledger(),
                outlook.next(),
                outlook.ledger()
                        .map(ledger -> Forecast.turns(ledger, demand, now, PlanOfManifests.TURNS))
                        .orElseGet(() -> Forecast.turnsOfNew(wanted, demand, now, PlanOfManifests.TURNS)),
                restarts);
    }

    private static @Nullable String token(CredentialResource resource, String annotation) {
        var annotations = resource.getMetadata().getAnnotations();
        var value = annotations == null ? null : annotations.get(annotation);
        return value == null || value.isBlank() ? null : value;
    }

    /** What a new value would restart, and what it would not, with the reason. */
    private List<String> restarts(Target target) throws PermissionMissingException {
        return workloads.users(target).stream()
                .filter(pod -> pod.byEnv() && !pod.ended() && !pod.leaving())
                .map(pod -> of(target, pod))
                .distinct()
                .sorted()
                .toList();
    }

    private String of(Target target, PodUse pod) {
        var controller = pod.controller();
        if (controller == null) {
            return "not Pod/" + pod.name() + ", which nothing would make anew: it is waited for";
        }
        var owner = workloads.owner(target.namespace(), controller);
        return owner.standing() == Workload.Standing.FREE || owner.standing() == Workload.Standing.LEAVING
                ? owner.reference()
                : "not " + owner.reference() + ", which " + owner.why() + ": it is waited for";
    }

    private Driver driver(Installation installation, SpecReader reader, SuprSendClient provider) {
        var settings = options.settings();
        var accounts = new KubeAccounts(
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
        var records = new KubeAccountRecords(client, settings.keyringNamespace());
        var frozen = KubeFreeze.holding(client, settings.operatorNamespace());
        var ports = new Ports(
                new KubeKeyringStore(client, settings.keyringNamespace(), installation),
                new KubePublisher(
                        client,
                        settings.ownNamespaces(),
                        (namespace, secret) ->
                                accounts.fedBy(new Target(namespace, secret)).isPresent()),
                new KubeDeliveries(client),
                new KubeClaims(client, settings.keyringNamespace()),
                workloads,
                new KubeResources(client, reader),
                accounts,
                records,
                Stream.<Issuer>of(
                                new SuprSendApiKeys(provider),
                                new SuprSendWorkspaceKeys(provider),
                                new SuprSendServiceTokens(provider))
                        .collect(Collectors.toMap(Issuer::kind, Function.identity())),
                installation,
                namespace -> frozen.test(namespace)
                        ? Optional.of(Brake.frozen("the ConfigMap " + Names.FREEZE + " has frozen this namespace"))
                        : Optional.empty(),
                time,
                Pause.REAL,
                new Ending());
        var sessions = new Sessions(accounts, records, installation, time);
        return new Driver(ports, options.limits(), sessions, _ -> {});
    }
}
