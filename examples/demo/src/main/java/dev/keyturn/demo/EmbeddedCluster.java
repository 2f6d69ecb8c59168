package dev.keyturn.demo;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An API server in this process: fabric8's mock server, which keeps objects and tells those who watch. It validates nothing and knows
 * nobody's rights; the tests of the operator run on a real one.
 */
final class EmbeddedCluster implements AutoCloseable {

    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ClusterSuprSendAccount.class,
            SuprSendAccount.class,
            SuprSendApiKey.class,
            SuprSendWorkspaceKey.class,
            ServiceToken.class);

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    private EmbeddedCluster(KubernetesMockServer server) {
        this.server = server;
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.url("/"))
                        .withHttp2Disable(true)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /**
     * Listens on a free port of this machine alone, and knows Keyturn's kinds.
     *
     * @param table of API keys
     */
    static EmbeddedCluster start(KubectlTable table) {
        var expected = new ConcurrentHashMap<ServerRequest, Queue<ServerResponse>>();
        var objects = new KubernetesMixedDispatcher(expected);
        KINDS.forEach(
                kind -> objects.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(kind)));
        var server = new KubernetesMockServer(
                new Context(), new MockWebServer(), expected, new TableDispatcher(objects, table), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        Discovery.answer(server);
        return new EmbeddedCluster(server);
    }

    /** Retries nothing by itself. */
    KubernetesClient client() {
        return client;
    }

    URI url() {
        return URI.create(server.url("/"));
    }

    void createNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withUid(UUID.randomUUID().toString())
                        .endMetadata()
                        .build())
                .create();
    }

    /** The one resource of a manifest, made as it stands there. */
    HasMetadata apply(Path manifest) throws IOException {
        try (var content = Files.newInputStream(manifest)) {
            return client.resource(content).create();
        }
    }

    /** The one resource of a manifest, over what is there of that name. */
    void lay(Path manifest) throws IOException {
        try (var content = Files.newInputStream(manifest)) {
            client.resource(content).createOr(NonDeletingOperation::update);
        }
    }

    /** For kubectl. */
    void writeKubeconfig(Path file) throws IOException {
        Files.writeString(file, """
                apiVersion: v1
                kind: Config
                clusters: [{name: demo, cluster: {server: "%s"}}]
                contexts: [{name: demo, context: {cluster: demo, user: demo, namespace: %s}}]
                users: [{name: demo, user: {}}]
                current-context: demo
                """.formatted(url(), World.SHOP));
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
