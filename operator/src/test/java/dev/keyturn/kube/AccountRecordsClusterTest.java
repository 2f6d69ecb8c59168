package dev.keyturn.kube;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.Namespaces;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.BeforeEach;

@ClusterTest
final class AccountRecordsClusterTest extends AccountRecordsContract {

    private final KubernetesClient client;
    private String namespace = "";

    AccountRecordsClusterTest(KubernetesClient client) {
        this.client = client;
    }

    @BeforeEach
    void takeFreshNamespace() {
        namespace = Namespaces.fresh(client);
    }

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return namespace;
    }
}
