package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.gitops.Manifest;
import dev.keyturn.helm.Helm;
import dev.keyturn.helm.Node;
import dev.keyturn.helm.Tenant;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a story begins: a control plane that has nothing, a node that runs what it is told, a provider with a workspace, a fresh clone, and
 * somebody at a terminal.
 */
final class Scene implements AutoCloseable {

    static final String HOME = "keyturn-system";
    static final String SHOP = "shop";
    static final String REGISTRY = "registry.example.com/keyturn";

    /** The ports that the pages and {@code examples/quickstart/simulator.yaml} name. */
    private static final String MANAGEMENT = "http://127.0.0.1:8090";

    private static final String HUB = "http://127.0.0.1:8091";

    /** The condition by which a kind says that it is healthy; others are at once. */
    private static final Map<String, String> HEALTHY = Map.of(
            "CustomResourceDefinition", "Established",
            "Deployment", "Available",
            "ClusterSuprSendAccount", "Ready",
            "SuprSendApiKey", "Ready");

    final ControlPlane cluster;
    final Tenant tenant;
    final Checkout checkout;
    final Reader reader;
    private final Node node;
    private final Path dir;
    private final Map<String, String> environment;
    private final Terminal terminal;

    private Scene(Helm helm, Path dir, List<Stretch> chosen) {
        checkout = Checkout.in(dir.resolve("checkout"));
        cluster = ControlPlane.start(dir.resolve("cluster"));
        node = Node.start(cluster, dir.resolve("node"));
        tenant = new Tenant(cluster, HOME, SHOP);
        this.dir = dir;
        environment = Map.of(
                "PATH",
                String.join(
                        File.pathSeparator,
                        cluster.programs().toString(),
                        helm.folder().toString(),
                        System.getenv("PATH")),
                "HOME",
                dir.toString(),
                "KUBECONFIG",
                cluster.kubeconfig().toString());
        terminal = terminal("first", Map.of());
        reader = new Reader(
                checkout,
                terminal,
                chosen,
                Map.ofEntries(
                        Map.entry("REGISTRY/keyturn", REGISTRY),
                        Map.entry("NAME -n NAMESPACE", "checkout -n shop"),
                        Map.entry(MANAGEMENT, tenant.provider.managementUrl().toString()),
                        Map.entry(HUB, tenant.provider.hubUrl().toString()),
                        // A reader would have the time.
                        Map.entry("sweepFor: 10s", "sweepFor: 1s"),
                        Map.entry("deletionDelay: 10s", "deletionDelay: 1s")));
    }

    static Scene open(Helm helm, Path dir, List<Stretch> chosen) {
        return new Scene(helm, dir, chosen);
    }

    /** One more, in the same clone; the caller closes it. */
    Terminal terminal(String name, Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return Terminal.open(checkout.root(), dir.resolve(name + ".screen"), all);
    }

    /** What is pasted where a service token is asked for. */
    String token() {
        return tenant.provider.serviceToken();
    }

    int living() {
        return tenant.provider.livingKeys("staging").size();
    }

    /** What a person looks at beside the pages. */
    String kubectl(String... arguments) {
        return cluster.kubectl(arguments).orFail();
    }

    /** As tools do that apply what is in Git. */
    void applyServerSide(String manager, String manifests) {
        cluster.kubectlReading(
                        manifests,
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager=" + manager,
                        "-f",
                        "-")
                .orFail();
    }

    /** The documents of all files in a folder of the clone, by the names of the files. */
    List<JsonNode> manifestsIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted()
                    .flatMap(file -> Manifest.documents(read(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits as those tools do before they go on: for what has a health, and not for long. */
    void awaitHealthy(JsonNode document, String namespace) {
        var condition = HEALTHY.get(document.get("kind").asText());
        if (condition != null) {
            kubectl(
                    "wait",
                    "--for=condition=" + condition,
                    document.get("kind").asText() + "/"
                            + document.at("/metadata/name").asText(),
                    "-n",
                    document.at("/metadata/namespace").asText(namespace),
                    "--timeout=2m");
        }
    }

    /** Nothing that Keyturn brought is there any more. */
    void hasNothing() {
        assertThat(living()).isZero();
        assertThat(kubectl("get", "crd,clusterrole,clusterrolebinding,namespace", "-o", "name"))
                .doesNotContain("keyturn");
        assertThat(kubectl("get", "secret,deployment,lease", "-A", "-o", "name"))
                .doesNotContain("keyturn", "checkout");
    }

    /** Nothing of what was chosen is left. */
    void isTold() {
        assertThat(reader.untyped()).isEmpty();
    }

    @Override
    public void close() {
        try (checkout;
                cluster;
                tenant;
                node) {
            terminal.close();
        }
    }
}
