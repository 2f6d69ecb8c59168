package dev.keyturn.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.cluster.Output;
import java.nio.file.Path;

/** A real API server that knows the custom resources, asked by kubectl in a namespace of its own. */
final class ApiServer {

    private final ControlPlane cluster;
    private final String namespace;

    private ApiServer(ControlPlane cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    static ApiServer of(ControlPlane cluster) {
        cluster.kubectl("apply", "--server-side", "-f", definitions().toString())
                .orFail();
        cluster.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=30s",
                        "-f",
                        definitions().toString())
                .orFail();
        return new ApiServer(cluster, Namespaces.fresh(cluster.client()));
    }

    static Path definitions() {
        return Path.of(System.getProperty("keyturn.repository"), "crds");
    }

    String namespace() {
        return namespace;
    }

    Output kubectl(String... args) {
        return cluster.kubectl(inNamespace(args));
    }

    /** Leaves nothing behind. */
    Output tryCreate(String manifest) {
        return cluster.kubectlReading(manifest, inNamespace("create", "--dry-run=server", "-f", "-"));
    }

    void create(String manifest) {
        cluster.kubectlReading(manifest, inNamespace("create", "-f", "-")).orFail();
    }

    /** As a client does that does not mind unknown fields. */
    void createUnchecked(String manifest) {
        cluster.kubectlReading(manifest, inNamespace("create", "--validate=ignore", "-f", "-"))
                .orFail();
    }

    static void assertRefused(Output answer, String sentence) {
        assertThat(answer.stderr()).contains(sentence);
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    private String[] inNamespace(String... args) {
        var all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--namespace";
        all[args.length + 1] = namespace;
        return all;
    }
}
