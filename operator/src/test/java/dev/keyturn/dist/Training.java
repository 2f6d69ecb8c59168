package dev.keyturn.dist;

import static org.awaitility.Awaitility.await;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.simulator.Simulator;
import dev.keyturn.simulator.SimulatorOptions;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets the program as it ships do its work once, so that the JVM can write down what it loads and calls: a key is issued, published,
 * exposed, turned and proved dead.
 *
 * <p>It is {@code bin/keyturn run} itself that is trained, with the class path and the flags that it ships with: any other main class or
 * class path makes a cache that does not fit. What it talks to is a process beside it (this one), so that neither a cluster nor Go is
 * needed where the folder is built.
 */
public final class Training {

    private static final String HOME = "keyturn-system";
    private static final String SHOP = "shop";
    private static final String NAME = "checkout";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The JVM writes its recording between the end of the program and its own. */
    private static final Duration LONGEST_END = Duration.ofMinutes(2);

    private Training() {}

    /**
     * Trains.
     *
     * @param arguments the folder with {@code bin/keyturn}, one for the run's own files, and what the JVM is to be told besides
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var dir = Files.createDirectories(Path.of(arguments[1]));
        var options = List.of(arguments).subList(2, arguments.length).toArray(String[]::new);
        try (var cluster = StandIn.start(dir, HOME, SHOP);
                var provider = provider();
                var program = Program.start(
                        Path.of(arguments[0]), dir, cluster.kubeconfig(), configuration(provider), options)) {
            program.awaitReady();
            rotate(cluster.client(), provider);
            probe(program);
            var exit = program.stop(LONGEST_END);
            // 143: what the JVM answers with after a SIGTERM.
            if (exit != 0 && exit != 143) {
                throw new IllegalStateException("the program ended with " + exit + ": " + program.log());
            }
        }
    }

    static Simulator provider() {
        return Simulator.start(SimulatorOptions.defaults().withWorkspace("staging", SimulatorOptions.Mode.SANDBOX));
    }

    /** As a file would say it. */
    static Map<String, Object> configuration(Simulator provider) {
        return Map.of(
                "operatorNamespace",
                HOME,
                "http",
                Map.of("port", 0),
                "rotation",
                Map.of("shortestInterval", "1s"),
                "endpoints",
                Map.of(
                        "cloud",
                        Map.of(
                                "management", provider.managementUrl().toString(),
                                "hub", provider.hubUrl().toString(),
                                "allowPlainHttp", true,
                                "proofs", Map.of("times", 3, "over", "0s"),
                                "sweepFor", "1s")));
    }

    private static void rotate(KubernetesClient client, Simulator provider) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("suprsend")
                        .withNamespace(HOME)
                        .endMetadata()
                        .addToData("SUPRSEND_SERVICE_TOKEN", base64(provider.serviceToken()))
                        .build())
                .create();
        client.resource(Serialization.unmarshal("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: default}
                spec:
                  serviceTokenRef: {name: suprsend}
                  grants: [{namespaces: {names: [%s]}, workspaces: [staging]}]
                """.formatted(SHOP), ClusterSuprSendAccount.class))
                .create();
        client.resource(Serialization.unmarshal("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: %s, namespace: %s}
                spec: {workspace: staging, rotation: {overlap: 0s}}
                """.formatted(NAME, SHOP), SuprSendApiKey.class))
                .create();
        var key = client.resources(SuprSendApiKey.class).inNamespace(SHOP).withName(NAME);
        awaitSettled(key, 1);
        key.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\": {\"annotations\": {\"keyturn.dev/exposed\": \"training\"}}}");
        awaitSettled(key, 2);
    }

    private static void awaitSettled(Resource<SuprSendApiKey> key, int revision) {
        await("revision " + revision)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var status = Objects.requireNonNull(key.get()).getStatus();
                    return status != null
                            && Integer.valueOf(revision).equals(status.revision())
                            && status.keys().size() == 1
                            && status.conditions().stream()
                                    .anyMatch(condition -> condition.getType().equals("Ready")
                                            && condition.getReason().equals("Settled"));
                });
    }

    /** As the kubelet and Prometheus do all day. */
    private static void probe(Program program) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var path : List.of("/healthz", "/readyz", "/metrics")) {
                var uri = URI.create("http://localhost:" + program.port() + path);
                var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
                }
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
