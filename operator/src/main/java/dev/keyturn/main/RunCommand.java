package dev.keyturn.main;

import dev.keyturn.execute.Pause;
import dev.keyturn.kube.ServerClock;
import dev.keyturn.reconcile.Watchdog;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
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
            "It needs the definitions (kubectl apply --server-side -f crds/) and its namespace; what is missing is said."
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
        LogSettings.apply(options.logging());
        var watchdog = new Watchdog(RunCommand::end);
        var clock = new ServerClock(InstantSource.system());
        KubernetesClient made;
        try {
            made = client(watchdog, clock);
        } catch (RuntimeException e) {
            log.debug("no client can be made", e);
            return unusable(Prerequisites.noAccess(e));
        }
        try (var client = made) {
            var missing = new Prerequisites(client, options).missing();
            return missing.isPresent() ? unusable(missing.get()) : run(client, options, watchdog, clock);
        }
    }

    private int run(KubernetesClient client, Options options, Watchdog watchdog, ServerClock clock)
            throws IOException, InterruptedException {
        var stopped = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var time = InstantSource.system();
        // Said before caches are waited for that cannot be filled.
        var requirements = new Requirements(client, options, time);
        requirements.unmet(true);
        // The port first: where it is taken, nothing has begun yet.
        try (var http = HttpServer.open(options.port());
                var operator = Operator.start(client, options, time, Pause.REAL, watchdog, clock, requirements);
                var _ = IdleMemory.watch()) {
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
            return unusable(HttpServer.refusal(options.port(), e));
        } finally {
            ended.countDown();
        }
        return 0;
    }

    /** Without any farewell: whatever this process still did, it would do beside another one. What is under way is found in the ledger. */
    private static void end() {
        log.error(
                "the lease was not renewed in time, or somebody else took it: this process ends, another one goes on");
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

    static Optional<String> podNamespace() throws IOException {
        return Files.exists(POD_NAMESPACE)
                ? Optional.of(Files.readString(POD_NAMESPACE).strip())
                : Optional.empty();
    }

    /** The client's own retries turn a committed write into a conflict: they are off. */
    static KubernetesClient client(Watchdog watchdog, ServerClock clock) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.autoConfigure(null))
                        .withRequestRetryBackoffLimit(0)
                        .withUserAgent("keyturn")
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("lease-watchdog", watchdog)
                        .addOrReplaceInterceptor("server-clock", clock))
                .build();
    }
}
