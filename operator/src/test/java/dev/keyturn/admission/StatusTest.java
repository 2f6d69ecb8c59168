package dev.keyturn.admission;

import static dev.keyturn.admission.Manifests.apiKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.SuprSendApiKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API server keeps of a status, which is a subresource. */
@ClusterTest
final class StatusTest {

    private final KubernetesClient client;
    private final ApiServer server;

    StatusTest(ControlPlane cluster, KubernetesClient client) {
        this.client = client;
        this.server = ApiServer.of(cluster);
    }

    @BeforeEach
    void create() {
        server.create(apiKey("{workspace: staging}"));
    }

    @Test
    void keeps_a_status_as_it_was_written() {
        var status = Statuses.of(Statuses.key("a", 7), Statuses.key("b", 6));

        write(status);

        assertThat(key().get().getStatus()).isEqualTo(status);
        assertThat(server.kubectl(
                                "wait",
                                "ssak/checkout",
                                "--timeout=10s",
                                "--for=jsonpath={.status.requests[?(@.token==\"build-log-4711\")].provedDeadAt}")
                        .orFail())
                .contains("condition met");
    }

    @Test
    void refuses_a_status_that_has_a_key_twice() {
        assertThatThrownBy(() -> write(Statuses.of(Statuses.key("a", 7), Statuses.key("a", 6))))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("Duplicate value");
    }

    @Test
    void leaves_the_spec_alone_where_a_status_is_written_and_the_status_where_a_spec_is() {
        write(Statuses.of(Statuses.key("a", 7)));

        server.kubectl(
                        "patch",
                        "ssak/checkout",
                        "--type=merge",
                        "--patch",
                        "spec: {suspend: true}\nstatus: {revision: 9}")
                .orFail();
        key().editStatus(found -> {
            found.setSpec(null);
            return found;
        });

        assertThat(key().get().getSpec().suspend()).isTrue();
        assertThat(key().get().getStatus().revision()).isEqualTo(7);
    }

    private Resource<SuprSendApiKey> key() {
        return client.resources(SuprSendApiKey.class)
                .inNamespace(server.namespace())
                .withName("checkout");
    }

    private void write(CredentialStatus status) {
        var found = key().get();
        found.setStatus(status);
        client.resource(found).updateStatus();
    }
}
