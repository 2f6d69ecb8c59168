package dev.keyturn.cluster;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running etcd, kube-apiserver and kube-controller-manager. There is no kubelet and no scheduler: a pod stays Pending
 * until somebody writes its status. Closing it, or the death of this JVM, ends all of its processes.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(3);

    private final Path dir;
    private final Path bin;
    private final Launcher launcher;
    private final String adminKubeconfig;
    private final KubernetesClient client;

    private ControlPlane(Path dir, Path bin, Launcher launcher) throws IOException {
        this.dir = dir;
        this.bin = bin;
        this.launcher = launcher;
        this.adminKubeconfig = Files.readString(launcher.kubeconfig());
        this.client = connect(Config.fromKubeconfig(adminKubeconfig));
    }

    /**
     * Starts one that keeps its data, keys and logs in {@code dir}, and returns when it serves. A folder that was used
     * before is taken up where it was left, under another port.
     *
     * @throws IllegalStateException if the programs cannot be had, or do not come up in time
     */
    public static ControlPlane start(Path dir) {
        return switch (Binaries.find()) {
            case Binaries.Found(var bin) -> start(dir, bin);
            case Binaries.Missing(var remedy) -> throw new IllegalStateException("no control plane: " + remedy);
        };
    }

    static ControlPlane start(Path dir, Path bin) {
        var absolute = dir.toAbsolutePath();
        try {
            Files.createDirectories(absolute);
            var launcher = Launcher.start(bin, absolute);
            try {
                return new ControlPlane(absolute, bin, launcher);
            } catch (IOException | RuntimeException e) {
                launcher.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a member of {@code system:masters}, who may do everything. */
    public Path kubeconfig() {
        return launcher.kubeconfig();
    }

    /** The folder that has kubectl. */
    public Path programs() {
        return bin;
    }

    /** May do everything; closed with this control plane. */
    public KubernetesClient client() {
        return client;
    }

    /** Acts as the bearer of a token; the caller closes it. */
    public KubernetesClient clientWithToken(String token) {
        return connect(Config.fromKubeconfig(kubeconfigWith(token)));
    }

    /** Acts as a service account, which must exist; the caller closes it. */
    public KubernetesClient clientForServiceAccount(String namespace, String name) {
        return clientWithToken(tokenFor(namespace, name));
    }

    /** Acts as a user by impersonation; a user needs no existence to be given rights. The caller closes it. */
    public KubernetesClient clientAs(String user, String... groups) {
        return connect(new ConfigBuilder(Config.fromKubeconfig(adminKubeconfig))
                .withImpersonateUsername(user)
                .withImpersonateGroups(groups)
                .build());
    }

    /** A file by which another program acts as a service account, which must exist, for an hour. */
    public Path kubeconfigForServiceAccount(String namespace, String name) {
        try {
            return Files.writeString(
                    dir.resolve("%s.%s.kubeconfig".formatted(namespace, name)),
                    kubeconfigWith(tokenFor(namespace, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was asked of the API server, by whom. */
    public AuditLog auditLog() {
        return new AuditLog(Launcher.auditLog(dir));
    }

    /** Runs kubectl as the one who may do everything, with nothing of this machine's configuration. */
    public Output kubectl(String... args) {
        return kubectlReading("", args);
    }

    /** As {@link #kubectl}, with a text on its standard input, for {@code -f -}. */
    public Output kubectlReading(String stdin, String... args) {
        var program = new ProcessBuilder(
                Stream.concat(Stream.of(bin.resolve("kubectl").toString()), Stream.of(args))
                        .toList());
        program.environment().keySet().retainAll(List.of("PATH"));
        program.environment().put("HOME", dir.toString());
        program.environment().put("KUBECONFIG", kubeconfig().toString());
        return Command.run(program, stdin, LONGEST_COMMAND);
    }

    @Override
    public void close() {
        client.close();
        launcher.close();
    }

    private String tokenFor(String namespace, String serviceAccount) {
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName(serviceAccount)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private String kubeconfigWith(String token) {
        return adminKubeconfig.replaceFirst("token: \\S+", "token: " + token);
    }

    private static KubernetesClient connect(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }
}
