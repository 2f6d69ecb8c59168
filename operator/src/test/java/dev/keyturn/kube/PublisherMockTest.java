package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keyturn.port.Look;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient(crud = true, kubernetesClientBuilderCustomizer = NoRetries.class)
@SuppressWarnings("NullAway.Init")
final class PublisherMockTest extends PublisherContract {

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

    /** It keeps no managed fields: then nobody's clock is known, and the operator's own serves. */
    @Test
    void whereTheServerDoesNotTellWhenNothingIsSaid() throws Exception {
        assertThat(publisher().write(look(), content(Samples.canary())).writtenAt())
                .isEmpty();
    }

    @Test
    void aValueThatIsReadBackAsAnotherIsNotPublished() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        var mutated = new SecretBuilder(secret())
                .addToData("SUPRSEND_API_KEY", base64("other"))
                .build();
        server.expect().get().withPath(path("")).andReturn(200, mutated).once();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(written, content(Samples.canary())))
                .withMessageContaining("read back");
    }

    @Test
    void aStaleEntryThatIsStillThereIsNotPublished() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        var value = Samples.canary();
        var mutated = new SecretBuilder(secret())
                .addToData("SUPRSEND_API_KEY", base64(value))
                .addToData("OLD", base64("put back"))
                .build();
        server.expect().get().withPath(path("")).andReturn(200, mutated).once();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(written, content(value, Set.of("OLD"), Set.of(), Set.of())));
    }

    @Test
    void aWriteThatCannotBeReadBackIsLost() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        server.expect().get().withPath(path("")).andReturn(500, "").once();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(written, content(Samples.canary())));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 429, 500, 504})
    void aWriteWithoutAnAnswerThatCountsIsLost(int code) throws Exception {
        var canary = Samples.canary();
        var written = publisher().write(look(), content(Samples.canary()));
        answerPut(code, canary);

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(written, content(Samples.canary())))
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void aRefusalIsForAPersonAndQuotesNothing(int code) throws Exception {
        var canary = Samples.canary();
        var written = publisher().write(look(), content(Samples.canary()));
        answerPut(code, canary);

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(written, content(Samples.canary())))
                .withMessage("the API server refuses this: update Secret " + namespace + "/checkout: " + code
                        + " Sorry; see whether an admission rule or a quota of the namespace forbids it")
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));
    }

    @Test
    void aRemovalThatIsRefusedQuotesNothing() throws Exception {
        var canary = Samples.canary();
        var written = publisher().write(look(), content(Samples.canary()));
        server.expect()
                .delete()
                .withPath(path("?fieldManager=keyturn"))
                .andReturn(403, status(403, "cannot delete resource " + canary))
                .once();

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().remove(written, sink(false)))
                .withMessage("Keyturn may not delete secrets in namespace " + namespace + "; grant it that");
        assertThat(look()).isEqualTo(written);
    }

    @Test
    void aLookThatFailsIsNotTakenForAbsence() {
        server.expect().get().withPath(path("")).andReturn(503, "").once();

        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(this::look);
    }

    @Test
    void nothingOfItIsPrinted() throws Exception {
        var canary = Samples.canary();

        Look written = publisher().write(look(), content(canary));

        assertThat(written.toString()).contains("checkout").doesNotContain(canary, base64(canary));
    }

    @Test
    void aRehearsalIsADryRunOfTheSecretAsItIsAndSaysWhatIsRefused() throws Exception {
        var canary = Samples.canary();
        var written = publisher().write(look(), content(Samples.canary()));
        server.expect()
                .put()
                .withPath(path("?fieldManager=keyturn&dryRun=All"))
                .andReturn(403, status(403, canary))
                .once();

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().rehearse(written))
                .withMessageStartingWith("the API server refuses this: update Secret " + namespace + "/checkout: 403")
                .satisfies(thrown -> assertThat(Samples.allTextOf(thrown)).doesNotContain(canary));

        server.expect()
                .put()
                .withPath(path("?fieldManager=keyturn&dryRun=All"))
                .andReturn(200, secret())
                .once();
        publisher().rehearse(written);
        assertThat(look()).isEqualTo(written);
    }

    @Test
    void whereNoSecretIsThereItsMakingIsRehearsed() throws Exception {
        server.expect()
                .post()
                .withPath("/api/v1/namespaces/" + namespace + "/secrets?fieldManager=keyturn&dryRun=All")
                .andReturn(422, status(422, "no"))
                .once();
        var absent = look();

        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().rehearse(absent))
                .withMessageStartingWith("the API server refuses this: create Secret ");
    }

    private void answerPut(int code, String message) {
        server.expect()
                .put()
                .withPath(path("?fieldManager=keyturn"))
                .andReturn(code, status(code, message))
                .once();
    }

    private static Status status(int code, String message) {
        return new StatusBuilder()
                .withCode(code)
                .withReason("Sorry")
                .withMessage(message)
                .build();
    }

    private String path(String query) {
        return "/api/v1/namespaces/" + namespace + "/secrets/checkout" + query;
    }
}
