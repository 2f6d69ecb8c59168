package dev.keyturn.main;

import dev.keyturn.execute.Pause;
import dev.keyturn.kube.KubeInstallation;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keyturn run}: the operator, in a cluster or outside one. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the operator, in a cluster by its service account, or outside one by KUBECONFIG.",
            "Every setting of the file is an environment variable, too: rotation.deletionDelay is KEYTURN_ROTATION_DELETIONDELAY,",
            "and KEYTURN_ENDPOINTS takes the whole map of endpoints as YAML."
        })
final class RunCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
    private static final Path POD_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");
    private static final int UNUSABLE = 2;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, as YAML. Everything in it has a default.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(ConfigurationFile.read(Optional.ofNullable(config), System.getenv()), podNamespace());
        } catch (Options.InvalidException e) {
            return unusable(e.getMessage());
        }
        try (var client = client()) {
            var missing = missing(client, options);
            return missing.isPresent() ? unusable(missing.get()) : run(client, options);
        }
    }

    private int run(KubernetesClient client, Options options) throws IOException, InterruptedException {
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        // The port first: where it is taken, nothing has begun yet.
        try (var http = HttpServer.open(options.port());
                var operator = Operator.start(client, options, InstantSource.system(), Pause.REAL, RunCommand::end)) {
            http.serve(operator::unready, operator::metrics);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stopped.countDown();
                awaitQuietly(ended);
            }));
            // Says once in the log what is missing, whether anybody probes the readiness or not.
            operator.unready();
            log.atInfo().addKeyValue("port", http.port()).log("keyturn is ready");
            stopped.await();
            log.info("keyturn stops");
        } catch (BindException e) {
            return unusable("port " + options.port() + " is taken by another program; set http.port to another one, or "
                    + "to 0 for any that is free");
        } finally {
            ended.countDown();
        }
        return 0;
    }

    /** Without any farewell: whatever this process still did, it would do beside another one. What is under way is found in the ledger. */
    private static void end() {
        log.error("the lease could not be renewed in time: this process ends, another one goes on");
        Runtime.getRuntime().halt(1);
    }

    /** The process ends when this hook does: what is under way is let end first. */
    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int unusable(@Nullable String message) {
        Objects.requireNonNull(spec).commandLine().getErr().println("keyturn: " + message);
        return UNUSABLE;
    }

    private static Optional<String> podNamespace() throws IOException {
        return Files.exists(POD_NAMESPACE)
                ? Optional.of(Files.readString(POD_NAMESPACE).strip())
                : Optional.empty();
    }

    /** The client's own retries turn a committed write into a conflict: they are off. */
    static KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.autoConfigure(null))
                        .withRequestRetryBackoffLimit(0)
                        .withUserAgent("keyturn")
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** What has to be there before the operator can start, as a sentence; empty when it is. */
    private static Optional<String> missing(KubernetesClient client, Options options) {
        try {
            for (var namespace : new String[] {
                options.settings().operatorNamespace(), options.settings().keyringNamespace()
            }) {
                if (client.namespaces().withName(namespace).get() == null) {
                    return Optional.of("namespace " + namespace
                            + " does not exist; create it: kubectl create namespace " + namespace);
                }
            }
            KubeInstallation.load(client, options.settings().keyringNamespace(), options.installation());
            var version = client.getKubernetesVersion();
            if (version != null && OldestSupported.isOlder(version.getMajor(), version.getMinor())) {
                return Optional.of(OldestSupported.refusal(version.getMajor(), version.getMinor()));
            }
            var resources = client.getApiResources("keyturn.dev/v1alpha1");
            return resources == null
                    ? Optional.of("the custom resources are not installed: kubectl apply --server-side -f crds/")
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // The installation's own sentence, for whoever starts the operator.
            return Optional.ofNullable(e.getMessage());
        } catch (KubernetesClientException e) {
            return Optional.of("the API server at " + client.getMasterUrl() + " does not answer as expected: "
                    + (e.getCode() == 0 ? "it cannot be reached" : "status " + e.getCode()));
        }
    }
}
