package dev.keyturn.e2e;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.main.Configuration;
import dev.keyturn.main.Options;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.ApiKey;
import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in a real cluster with a provider of its own: an operator namespace, a tenant's, a simulator, and the operator in this process. */
final class Stage implements AutoCloseable {

    /** The longest that anything may take that somebody waits for, on a machine that does much else meanwhile. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Whether operators watch all namespaces, and have the rights for that: the suite runs in both ways. */
    static final boolean EVERYWHERE = Boolean.getBoolean("keyturn.stage.everywhere");

    final ControlPlane cluster;
    final Simulator provider;
    final Providers providers = new Providers();
    final ClusterAccount clusterAccount = new ClusterAccount(this);
    final String home;
    final String shop;
    private final KubernetesClient client;
    private final OperatorInProcess operator = new OperatorInProcess();
    private String keyringNamespace;
    private final List<String> watched = new ArrayList<>();
    private Settings settings = Settings.DEFAULTS;
    private @Nullable OperatorsAccount account;
    private Credentials credentials = new Credentials(this, Kind.API_KEY);

    Stage(ControlPlane cluster) {
        this.cluster = cluster;
        client = Clients.quiet(cluster.kubeconfig(), "test");
        CustomResources.install(cluster);
        home = Namespaces.fresh(client);
        shop = Namespaces.fresh(client);
        keyringNamespace = home;
        watched.add(shop);
        provider = Simulator.start(SimulatorOptions.defaults().withWorkspace("staging", SimulatorOptions.Mode.SANDBOX));
        clusterAccount.token(provider.serviceToken());
        clusterAccount.grant("[staging]");
    }

    /** The kind of credentials that this is about from here on; API keys where none is named. */
    Stage of(Kind kind) {
        credentials = new Credentials(this, kind);
        return this;
    }

    Kind kind() {
        return credentials.kind();
    }

    Stage with(Settings wanted) {
        settings = wanted;
        account = null;
        return this;
    }

    Stage with(InstantSource wanted) {
        operator.time(wanted);
        return this;
    }

    Stage withWallClock(InstantSource wanted) {
        operator.wallClock(wanted);
        return this;
    }

    /** One more namespace that the operator watches; to be called before it starts. */
    String anotherNamespace() {
        var added = Namespaces.fresh(client);
        watched.add(added);
        account = null;
        return added;
    }

    /** These namespaces and no others, from the next start on. */
    void watchOnly(List<String> namespaces) {
        watched.clear();
        watched.addAll(namespaces);
        account = null;
    }

    /** Keyrings in a namespace of their own; to be called before the operator starts. */
    Stage withKeyringsApart() {
        keyringNamespace = Namespaces.fresh(client);
        account = null;
        return this;
    }

    String keyringNamespace() {
        return keyringNamespace;
    }

    Settings settings() {
        return settings;
    }

    Stage start() {
        operator.start(account(), options());
        return this;
    }

    /** As whom the operator acts, by the settings so far. */
    OperatorsAccount account() {
        if (account == null) {
            account = OperatorsAccount.ofTheChart(this);
        }
        return account;
    }

    /** Has the operator act as somebody else; to be called before it starts. */
    Stage as(OperatorsAccount other) {
        account = other;
        return this;
    }

    /** What the operator is started with, as its file would say it. */
    Configuration configuration() {
        var endpoints = new HashMap<String, Simulator>(Map.of("cloud", provider));
        providers.forEach(endpoints::put);
        var everywhere = EVERYWHERE && settings.clusterAccounts();
        return settings.configuration(home, keyringNamespace, everywhere ? List.of() : List.copyOf(watched), endpoints);
    }

    Options options() {
        try {
            return Options.of(configuration(), Optional.empty());
        } catch (Options.InvalidException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends the operator as a process would be ended between two tests of a person. */
    Stage stop() {
        operator.stop();
        return this;
    }

    String metrics() {
        return operator.metrics();
    }

    List<String> unready() {
        return operator.unready();
    }

    Stage restart() {
        return stop().start();
    }

    String accountName() {
        return clusterAccount.name();
    }

    /** A credential of this name; further lines of its spec, unindented. */
    void apply(String name, String... spec) {
        credentials.apply(name, spec);
    }

    /** Applies a manifest as a person would. */
    void kubectl(String manifest) {
        cluster.kubectlReading(manifest, "apply", "-f", "-").orFail();
    }

    /** Creates many things at once, faster than by kubectl. */
    void create(String manifests) {
        client.load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    void annotate(String name, String annotation, String value) {
        credentials.annotate(name, annotation, value);
    }

    void delete(String name) {
        credentials.delete(name);
    }

    @Nullable
    CredentialResource key(String name) {
        return credentials.get(name);
    }

    Optional<CredentialStatus> status(String name) {
        return credentials.status(name);
    }

    /** Waits until the status is as wanted; what it was last stands in the failure. */
    CredentialStatus awaitStatus(String name, Predicate<CredentialStatus> wanted) {
        return credentials.awaitStatus(name, wanted);
    }

    /** Waits until the revision is published and nothing else lives. */
    CredentialStatus awaitSettled(String name, int revision) {
        return awaitStatus(
                name,
                status -> Integer.valueOf(revision).equals(status.revision())
                        && status.keys().size() == 1
                        && reason(status, "Ready").equals("Settled"));
    }

    static String reason(CredentialStatus status, String condition) {
        return status.conditions().stream()
                .filter(found -> condition.equals(found.getType()))
                .map(found -> found.getReason())
                .findFirst()
                .orElse("");
    }

    static String statusOf(CredentialStatus status, String condition) {
        return status.conditions().stream()
                .filter(found -> condition.equals(found.getType()))
                .map(found -> found.getStatus())
                .findFirst()
                .orElse("");
    }

    @Nullable
    Secret secret(String name) {
        return credentials.secret(name);
    }

    /** The published value; empty where there is none. */
    String published(String name) {
        return credentials.published(name);
    }

    /** Keyrings, by what their annotation says of the target. */
    List<Secret> keyrings() {
        return client.secrets()
                .inNamespace(keyringNamespace)
                .withLabel(Names.PART, Names.PART_KEYRING)
                .list()
                .getItems();
    }

    /** The keys of this installation that live at the provider. */
    List<ApiKey> living() {
        return provider.livingKeys("staging").stream()
                .filter(key -> key.name().startsWith("kt-"))
                .toList();
    }

    long made() {
        return credentials.made();
    }

    KubernetesClient client() {
        return client;
    }

    @Override
    public void close() {
        stop();
        if (EVERYWHERE) {
            // The operator of the next stage would find them, and no controller here empties a namespace that is
            // deleted.
            Stream.concat(watched.stream(), Stream.of(home)).forEach(namespace -> {
                Credentials.remove(this, namespace);
                client.resources(SuprSendAccount.class).inNamespace(namespace).delete();
            });
        }
        OperatorsAccount.withdraw(this);
        client.namespaces().withName(shop).delete();
        clusterAccount.delete();
        client.close();
        provider.close();
        providers.close();
    }
}
