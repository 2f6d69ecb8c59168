package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.cluster.Namespaces;
import dev.keyturn.port.Installation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ClusterTest
final class InstallationClusterTest extends InstallationContract {

    private final ControlPlane cluster;
    private final KubernetesClient client;
    private String namespace = "";

    InstallationClusterTest(ControlPlane cluster, KubernetesClient client) {
        this.cluster = cluster;
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

    @Override
    void confirm(String suspicion, String copy) {
        var command = command(suspicion);
        assertThat(command).contains(copy);
        cluster.kubectl(List.of(command.split(" ", -1))
                        .subList(1, command.split(" ", -1).length)
                        .toArray(String[]::new))
                .orFail();
    }

    @Test
    void replicasThatStartAtTheSameTimeAgree() throws Exception {
        var begin = new CountDownLatch(1);
        var seen = new HashSet<Installation>();
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = IntStream.range(0, 8)
                    .mapToObj(_ -> replicas.submit(() -> {
                        begin.await();
                        return load();
                    }))
                    .toList();
            begin.countDown();
            for (var start : starts) {
                seen.add(start.get(30, TimeUnit.SECONDS));
            }
        }

        assertThat(seen).singleElement().isEqualTo(load());
    }

    @Test
    void whatItIsMadeOfCannotBeChanged() {
        load();
        var secret = secret();
        secret.getData().put("id", "c29tZWJvZHk=");

        assertThatThrownBy(() -> client.resource(secret).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(422));
    }
}
