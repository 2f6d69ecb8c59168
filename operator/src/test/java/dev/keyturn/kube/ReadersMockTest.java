package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Reader;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Readers.Listing;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The server that the demonstration runs on knows no rights, and nobody. */
@EnableKubernetesMockClient(crud = true, kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class ReadersMockTest {

    private static KubernetesClient client;

    @Test
    void aServerThatDoesNotSayWhoAsksLeavesThatOpen() {
        assertThat(KubeIdentity.of(client)).isEmpty();
    }

    @Test
    void whoIsBoundIsThere() {
        var shop = Samples.freshName();
        client.resource(Rbac.role(shop, "reader", Rbac.GET_SECRETS)).create();
        client.resource(Rbac.binding(shop, "reader", "Role/reader", Rbac.user("jane")))
                .create();

        assertThat(new KubeReaders(client, Optional.empty()).of(new Target(shop, "checkout")))
                .isEqualTo(new Listing.Known(List.of(Reader.user("jane")), List.of(), true));
    }
}
