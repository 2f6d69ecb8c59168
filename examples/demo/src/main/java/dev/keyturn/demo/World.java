package dev.keyturn.demo;

import dev.keyturn.execute.Pause;
import dev.keyturn.kube.ServerClock;
import dev.keyturn.main.Configuration;
import dev.keyturn.main.Configuration.ElectionConfiguration;
import dev.keyturn.main.Configuration.EndpointConfiguration;
import dev.keyturn.main.Configuration.ProofsConfiguration;
import dev.keyturn.main.Configuration.RotationConfiguration;
import dev.keyturn.main.Operator;
import dev.keyturn.main.Options;
import dev.keyturn.reconcile.Watchdog;
import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that takes part: an API server, a provider, and the operator, each as it would be, in one process. */
final class World implements AutoCloseable {

    static final String HOME = "keyturn-system";
    static final String SHOP = "shop";
    static final String WORKSPACE = "staging";
    static final int PROOFS = 3;

    final EmbeddedCluster cluster;
    final Simulator provider;
    private @Nullable Operator operator;

    /** What a platform team prepares: two namespaces, and the Secret with the account's service token. */
    World(KubectlTable table) {
        cluster = EmbeddedCluster.start(table);
        provider = Simulator.start(SimulatorOptions.defaults().withWorkspace(WORKSPACE, SimulatorOptions.Mode.SANDBOX));
        cluster.createNamespace(HOME);
        cluster.createNamespace(SHOP);
        cluster.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("suprsend")
                        .withNamespace(HOME)
                        .endMetadata()
                        .addToData("SUPRSEND_SERVICE_TOKEN", Texts.base64(provider.serviceToken()))
                        .build())
                .create();
    }

    /** Starts the operator, which finds everything else as it stands. */
    void startOperator() {
        operator = Operator.start(
                cluster.client(),
                options(),
                InstantSource.system(),
                Pause.REAL,
                new Watchdog(() -> {}),
                new ServerClock(InstantSource.system()));
    }

    void stopOperator() {
        if (operator != null) {
            operator.close();
            operator = null;
        }
    }

    /** The endpoint that accounts name by default is the simulator, and what takes hours takes seconds. */
    private Options options() {
        var cloud = new EndpointConfiguration(
                provider.managementUrl().toString(),
                provider.hubUrl().toString(),
                true,
                null,
                null,
                new ProofsConfiguration(PROOFS, "1s"),
                "5s",
                100);
        var rotation = new RotationConfiguration("1s", 1000, 1000, null, null, "5s");
        var configuration = new Configuration(
                HOME,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                Map.of("cloud", cloud),
                rotation,
                null,
                new ElectionConfiguration(false, null, null, null));
        try {
            return Options.of(configuration, Optional.empty());
        } catch (Options.InvalidException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stopOperator();
        provider.close();
        cluster.close();
    }
}
