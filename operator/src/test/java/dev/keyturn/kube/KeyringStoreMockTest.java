package dev.keyturn.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;

@EnableKubernetesMockClient(crud = true)
final class KeyringStoreMockTest extends KeyringStoreContract {

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return "keyturn-system";
    }
}
