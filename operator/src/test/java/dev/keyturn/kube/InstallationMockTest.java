package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class InstallationMockTest extends InstallationContract {

    private static KubernetesClient client;
    private static KubernetesMockServer server;

    private String namespace = "";

    @BeforeEach
    void takeFreshNamespace() {
        namespace = fresh();
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return namespace;
    }

    @Override
    void confirm(String suspicion, String copy) {
        var annotation = command(suspicion).replaceFirst(".*--overwrite ", "");
        var split = annotation.indexOf('=');
        var secret = client.secrets()
                .inNamespace(copy)
                .withName("keyturn-installation")
                .require();
        secret.getMetadata().getAnnotations().put(annotation.substring(0, split), annotation.substring(split + 1));
        client.resource(secret).update();
    }

    @Test
    void whoStartsAtTheSameTimeAndIsLaterTakesWhatIsThere() {
        var first = load();
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + namespace + "/secrets/keyturn-installation")
                .andReturn(404, "")
                .once();

        assertThat(load()).isEqualTo(first);
    }
}
