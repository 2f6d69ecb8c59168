package dev.keyturn.main;

import dev.keyturn.kube.ServerClock;
import dev.keyturn.reconcile.Watchdog;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Without -f of the credentials of the cluster that KUBECONFIG names, as whoever it names: who may read credentials, the keyrings and the pods.",
            "With -f of the credentials in manifests, as if they were applied now: no cluster is needed.",
            "",
            "Ends with 1 where a credential cannot be used as it is written."
        })
final class PlanCommand implements Callable<Integer> {

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
        var line = Objects.requireNonNull(spec).commandLine();
        try {
            var report = files.isEmpty()
                    ? ofCluster(options, time)
                    : PlanOfManifests.of(files, Optional.ofNullable(namespace), options, time.instant());
            line.getOut().print(report.text());
            line.getOut().flush();
            return report.unusable() == 0 ? ExitCode.OK : 1;
        } catch (Manifests.UnreadableException e) {
            return unusable(e.getMessage());
        } catch (KubernetesClientException e) {
            return unusable("the API server does not answer as expected: "
                    + (e.getCode() > 0 ? "status " + e.getCode() : Causes.root(e))
                    + "; keyturn plan reads credentials, accounts, the keyrings and pods, and changes nothing");
        }
    }

    private PlanReport ofCluster(Options options, InstantSource time) {
        var clock = new ServerClock(time);
        try (var client = RunCommand.client(new Watchdog(() -> {}), clock)) {
            return new PlanOfCluster(client, options, time).of(Optional.ofNullable(namespace));
        }
    }

    private int unusable(@Nullable String message) {
        Objects.requireNonNull(spec).commandLine().getErr().println("keyturn: " + message);
        return ExitCode.USAGE;
    }
}
