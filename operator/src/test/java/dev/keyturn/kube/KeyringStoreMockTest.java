package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.plan.Reason;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.StoreException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(crud = true, kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class KeyringStoreMockTest extends KeyringStoreContract {

    private static KubernetesClient client;
    private static KubernetesMockServer server;

    private final String namespace = Samples.freshName();

    @Override
    KubernetesClient client() {
        return client;
    }

    @Override
    String namespace() {
        return namespace;
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 429, 500, 503, 504})
    void aWriteWithoutAnAnswerThatCountsIsLost(int code) throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        answerPut(basis.name(), code, "anything");

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> store().replace(basis, Samples.keyring(Samples.plain(Standing.Released))));

        assertThat(read()).isEqualTo(basis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"metadata\":\"%s\"}", "%s", "<html>%s</html>", "{}", "{\"metadata\":{}}", ""})
    void aWriteWhoseAnswerIsNoSecretIsLost(String answer) throws WriteLostException {
        var canary = Samples.canary();
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        server.expect()
                .put()
                .withPath(path(basis.name()))
                .andReturn(200, answer.formatted(canary))
                .once();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> store().replace(basis, Samples.keyring(Samples.plain(Standing.Released))))
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void aRefusalIsTold(int code) throws WriteLostException {
        var canary = Samples.canary();
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        answerPut(basis.name(), code, canary);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().replace(basis, Samples.keyring(Samples.plain(Standing.Released))))
                .returns(Reason.MissingPermission, StoreException::reason)
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown))
                        .contains(basis.name(), "update", code + " Sorry", "an admission rule or a quota")
                        .doesNotContain(canary));
    }

    @Test
    void aWriteThatFindsNobodyIsLost() throws WriteLostException {
        var canary = Samples.canary();
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        var nowhere = new ConfigBuilder(client.getConfiguration())
                .withMasterUrl("http://127.0.0.1:1/")
                .build();

        try (var cut = new KubernetesClientBuilder().withConfig(nowhere).build()) {
            assertThatExceptionOfType(WriteLostException.class)
                    .isThrownBy(() -> new KubeKeyringStore(cut, namespace, Samples.INSTALLATION)
                            .replace(basis, Samples.keyring(Samples.plain(Standing.Released), canary)))
                    .withMessageContaining("no answer that can be read")
                    .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));
        }
    }

    @Test
    void oneThatCannotBeReadNowIsNotTakenForOneThatIsNotThere() throws WriteLostException {
        var basis = store().create(Samples.keyring(Samples.plain(Standing.Living)));
        server.expect()
                .get()
                .withPath("/api/v1/namespaces/" + namespace + "/secrets/" + basis.name())
                .andReturn(503, "")
                .once();

        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(this::read);
    }

    private void answerPut(String name, int code, String message) {
        server.expect()
                .put()
                .withPath(path(name))
                .andReturn(
                        code,
                        new StatusBuilder()
                                .withCode(code)
                                .withReason("Sorry")
                                .withMessage(message)
                                .build())
                .once();
    }

    private String path(String name) {
        return "/api/v1/namespaces/" + namespace + "/secrets/" + name + "?fieldManager=keyturn";
    }
}
