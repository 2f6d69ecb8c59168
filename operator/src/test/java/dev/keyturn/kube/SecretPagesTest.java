package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecretList;
import io.fabric8.kubernetes.api.model.SecretListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that come page by page, as the API's documentation has them: a page may be empty, and the rest may expire. */
@EnableKubernetesMockClient(kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class SecretPagesTest {

    private KubernetesMockServer server;
    private KubernetesClient client;

    private static String path(int limit, String from) {
        return "/api/v1/namespaces/home/secrets?" + (from.isEmpty() ? "" : "continue=" + from + "&")
                + "labelSelector=keyturn.dev%2Fpart%3Dkeyring&limit=" + limit;
    }

    private void answer(int limit, String from, SecretList page) {
        server.expect().get().withPath(path(limit, from)).andReturn(200, page).always();
    }

    private static SecretList page(String next, String... names) {
        var list = new SecretListBuilder().withMetadata(next.isEmpty() ? new ListMeta() : more(next));
        for (var name : names) {
            list.addToItems(new SecretBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .build());
        }
        return list.build();
    }

    private static ListMeta more(String next) {
        return new ListMetaBuilder().withContinue(next).build();
    }

    private List<String> visited() {
        var visited = new ArrayList<String>();
        new SecretCalls(client)
                .forEach(
                        "home",
                        Names.PART_KEYRING,
                        secret -> visited.add(secret.getMetadata().getName()));
        return visited;
    }

    @Test
    void aPageThatIsEmptyIsNotTheLast() {
        answer(200, "", page("second", "kr-a"));
        answer(200, "second", page("third"));
        answer(200, "third", page("", "kr-b"));

        assertThat(visited()).containsExactly("kr-a", "kr-b");
    }

    @Test
    void whetherThereIsAnyIsAskedToTheEnd() {
        answer(1, "", page("second"));
        answer(1, "second", page("", "kr-a"));

        assertThat(new SecretCalls(client).isAny("home", Names.PART_KEYRING)).isTrue();
    }

    @Test
    void whereAllPagesAreEmptyThereIsNone() {
        answer(1, "", page("second"));
        answer(1, "second", page(""));

        assertThat(new SecretCalls(client).isAny("home", Names.PART_KEYRING)).isFalse();
    }

    @Test
    void aListThatExpiresInTheMiddleIsNoWholeOne() {
        answer(200, "", page("second", "kr-a"));
        server.expect()
                .get()
                .withPath(path(200, "second"))
                .andReturn(
                        410,
                        new StatusBuilder().withCode(410).withReason("Expired").build())
                .always();

        assertThatExceptionOfType(SafeException.class).isThrownBy(this::visited).withMessageContaining("410");
    }
}
