package dev.keyturn.main;

import dev.keyturn.kube.ServerClock;
import dev.keyturn.reconcile.Watchdog;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keyturn plan}: what would turn when, told by the planner that turns it. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Says what would turn when, what would be restarted for it, and why not now. Nothing is changed, and no provider is asked.",
            "",
            "Without -f of the credentials of the cluster that KUBECONFIG names, by the rights of whoever it names: to list credentials and pods, and to get",
            "the Secrets that are published and those with the keyrings, accounts, namespaces, workloads, and the ConfigMap keyturn-freeze.",
            "With -f of the credentials in manifests, as if they were applied now: no cluster is needed.",
            "",
            "Ends with 0 where nothing is wrong, with 1 where something cannot be used as it is written or two want what one may have, and with 2 where there",
            "is no answer."
        })
final class PlanCommand implements Callable<Integer> {

    private static final Logger log = LoggerFactory.getLogger(PlanCommand.class);
    private static final int WRONG = 1;

    private final InputStream input;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description =
                    "Manifests, as YAML or JSON: a file, a folder, or - for the standard input. May be given several times.")
    private List<String> files = List.of();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description =
                    "Of this namespace alone; for manifests the one that they are applied to where they name none.")
    private @Nullable String namespace;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The operator's configuration, as for keyturn run: its namespace, and the shortest interval.")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    /** With what {@code -f -} reads. */
    PlanCommand(InputStream input) {
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        LogSettings.quiet();
        Options options;
        try {
            options = Options.of(
                    ConfigurationFile.read(Optional.ofNullable(config), System.getenv()), RunCommand.podNamespace());
        } catch (Options.InvalidException e) {
            return unusable(e.getMessage());
        }
        var time = InstantSource.system();
        try {
            return files.isEmpty()
                    ? ofCluster(options, time)
                    : said(PlanOfManifests.of(files, Optional.ofNullable(namespace), options, time.instant(), input));
        } catch (Manifests.UnreadableException e) {
            return unusable(e.getMessage());
        }
    }

    private int ofCluster(Options options, InstantSource time) {
        KubernetesClient made;
        try {
            made = RunCommand.client(new Watchdog(() -> {}), new ServerClock(time));
        } catch (RuntimeException e) {
            log.debug("no client can be made", e);
            return unusable(Prerequisites.noAccess(e));
        }
        try (var client = made) {
            var where = Optional.ofNullable(namespace);
            var prerequisites = new Prerequisites(client, options);
            try {
                var missing = prerequisites.missingToLook();
                return missing.isPresent()
                        ? unusable(missing.get())
                        : said(new PlanOfCluster(client, options, time).of(where));
            } catch (KubernetesClientException e) {
                log.debug("the API server does not answer as expected", e);
                return unusable(prerequisites.failedToLook(e, where));
            }
        }
    }

    private int said(PlanReport report) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(report.text());
        out.flush();
        return report.isRight() ? ExitCode.OK : WRONG;
    }

    private int unusable(@Nullable String message) {
        Objects.requireNonNull(spec).commandLine().getErr().println("keyturn: " + message);
        return ExitCode.USAGE;
    }
}
