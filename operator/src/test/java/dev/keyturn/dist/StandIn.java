package dev.keyturn.dist;

import dev.keyturn.crd.ClusterSuprSendAccount;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendAccount;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRuleBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.vertx.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An API server for a training run, spoken to as a real one is: HTTP/2 over TLS, with a bearer token. What it does not validate does
 * not matter to whom it trains.
 */
final class StandIn implements AutoCloseable {

    private static final List<Class<? extends CustomResource<?, ?>>> KINDS = List.of(
            ClusterSuprSendAccount.class,
            SuprSendAccount.class,
            SuprSendApiKey.class,
            SuprSendWorkspaceKey.class,
            ServiceToken.class);

    private static final String KEYTURN = "/apis/keyturn.dev/v1alpha1";

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";

    private final KubernetesMockServer server;
    private final Path kubeconfig;
    private final KubernetesClient client;

    private StandIn(KubernetesMockServer server, Path kubeconfig) throws IOException {
        this.server = server;
        this.kubeconfig = kubeconfig;
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** Listens on a free port of this machine alone; {@code dir} gets its kubeconfig. */
    static StandIn start(Path dir, String... namespaces) throws IOException {
        var expected = new ConcurrentHashMap<ServerRequest, Queue<ServerResponse>>();
        var objects = new KubernetesMixedDispatcher(expected);
        KINDS.forEach(
                kind -> objects.expectCustomResource(CustomResourceDefinitionContext.fromCustomResourceType(kind)));
        var web = new MockWebServer();
        web.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        var server = new KubernetesMockServer(new Context(), web, expected, objects, true);
        server.setVersionInfo(new VersionInfo.Builder()
                .withMajor("1")
                .withMinor("36")
                .withGitVersion("v1.36.0")
                .build());
        server.init(InetAddress.getLoopbackAddress(), 0);
        var standIn = new StandIn(server, kubeconfig(dir, server));
        standIn.answerAsAServer();
        for (var namespace : namespaces) {
            standIn.create(namespace);
        }
        return standIn;
    }

    private static Path kubeconfig(Path dir, KubernetesMockServer server) throws IOException {
        return Files.writeString(dir.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: it, cluster: {server: "https://localhost:%d", certificate-authority: "%s"}}]
                contexts: [{name: it, context: {cluster: it, user: it}}]
                users: [{name: it, user: {token: "of-nobody"}}]
                current-context: it
                """.formatted(
                        server.getPort(), server.getSelfSignedCertificate().certificatePath()));
    }

    private static APIResource served(Class<? extends CustomResource<?, ?>> kind) {
        return new APIResourceBuilder()
                .withKind(HasMetadata.getKind(kind))
                .withName(HasMetadata.getPlural(kind))
                .withNamespaced(kind != ClusterSuprSendAccount.class)
                .withVerbs("create", "delete", "get", "list", "patch", "update", "watch")
                .build();
    }

    /** What the mock server does not say by itself: that the kinds are installed, and that everything is allowed. */
    private void answerAsAServer() {
        var kinds = new APIResourceListBuilder()
                .withGroupVersion("keyturn.dev/v1alpha1")
                .withResources(KINDS.stream().map(StandIn::served).toList())
                .build();
        server.expect().get().withPath(KEYTURN).andReturn(200, kinds).always();
        server.expect()
                .get()
                .withPath("/openapi/v3/apis/keyturn.dev/v1alpha1")
                .andReturn(200, Map.of("openapi", "3.0.0"))
                .always();
        var allowed = new SelfSubjectAccessReviewBuilder()
                .withNewStatus()
                .withAllowed(true)
                .endStatus()
                .build();
        server.expect()
                .post()
                .withPath(AUTHORIZATION + "selfsubjectaccessreviews")
                .andReturn(201, allowed)
                .always();
        var rights = new SelfSubjectRulesReviewBuilder()
                .withNewStatus()
                .withIncomplete(false)
                .withResourceRules(new ResourceRuleBuilder()
                        .withApiGroups("*")
                        .withResources("*")
                        .withVerbs("*")
                        .build())
                .endStatus()
                .build();
        server.expect()
                .post()
                .withPath(AUTHORIZATION + "selfsubjectrulesreviews")
                .andReturn(201, rights)
                .always();
    }

    private void create(String namespace) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .withUid(UUID.randomUUID().toString())
                        .endMetadata()
                        .build())
                .create();
    }

    KubernetesClient client() {
        return client;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
