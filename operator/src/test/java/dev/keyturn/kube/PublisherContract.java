package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Content;
import dev.keyturn.port.Look;
import dev.keyturn.port.PermissionMissingException;
import dev.keyturn.port.WriteLostException;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the publisher does against any API server. */
abstract class PublisherContract {

    abstract KubernetesClient client();

    abstract String namespace();

    final KubePublisher publisher() {
        return new KubePublisher(
                client(), Set.of("keyturn-system"), (_, name) -> name.equals("suprsend-service-token"));
    }

    final Target target() {
        return new Target(namespace(), "checkout");
    }

    final Look look() throws PermissionMissingException {
        return publisher().look(target());
    }

    @Test
    void whatIsNotThereIsMadeWithAllEntriesAtOnce() throws Exception {
        var absent = look();
        assertThat(absent).returns(false, Look::exists).returns(Map.of(), Look::data);
        assertThat(absent.forbidden()).isEmpty();

        var value = Samples.canary();
        var written = publisher().write(absent, content(value));

        assertThat(written).isEqualTo(look()).returns(true, Look::exists);
        assertThat(written.data())
                .containsOnly(
                        Map.entry("SUPRSEND_API_KEY", dev.keyturn.port.Secret.ofText(value)),
                        Map.entry("URL", dev.keyturn.port.Secret.ofText("https://example.com")));
        assertThat(written.labels()).isEqualTo(content(value).labels());
        assertThat(written.annotations()).isEqualTo(content(value).annotations());
        assertThat(written.forbidden()).isEmpty();
        assertThat(secret())
                .returns("Opaque", Secret::getType)
                .returns(null, Secret::getImmutable)
                .returns(List.of(), secret -> secret.getMetadata().getOwnerReferences());
    }

    @Test
    void whatOthersPutIntoItStaysAndWhatIsNoLongerOursGoes() throws Exception {
        make(secret -> secret.addToData("FOREIGN", base64("theirs"))
                .addToData("OLD", base64("ours"))
                .addToData("SUPRSEND_API_KEY", base64("older"))
                .editMetadata()
                .addToLabels("team", "payments")
                .addToLabels("old-label", "ours")
                .addToAnnotations("note", "theirs")
                .addToAnnotations("old-note", "ours")
                .addToAnnotations("keyturn.dev/adoptable-by", "SuprSendApiKey/checkout")
                .endMetadata());
        var value = Samples.canary();

        var written = publisher().write(look(), content(value, Set.of("OLD"), Set.of("old-label"), Set.of("old-note")));

        assertThat(written.data()).containsOnlyKeys("FOREIGN", "SUPRSEND_API_KEY", "URL");
        assertThat(written.data()).containsEntry("SUPRSEND_API_KEY", dev.keyturn.port.Secret.ofText(value));
        assertThat(written.data()).containsEntry("FOREIGN", dev.keyturn.port.Secret.ofText("theirs"));
        assertThat(written.labels())
                .containsOnlyKeys("team", "app.kubernetes.io/managed-by", "keyturn.dev/kind", "keyturn.dev/name");
        assertThat(written.annotations())
                .containsKeys("note", "keyturn.dev/adoptable-by", "keyturn.dev/keyring")
                .doesNotContainKey("old-note");
    }

    @Test
    void aWriteOnWhatIsNotTheNewestIsLost() throws Exception {
        var older = publisher().write(look(), content(Samples.canary()));
        var newest = publisher().write(older, content(Samples.canary()));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(older, content(Samples.canary())));

        assertThat(look()).isEqualTo(newest);
        assertThat(newest.version()).isNotEqualTo(older.version());
    }

    @Test
    void whatSomebodyMadeMeanwhileIsNotWrittenOver() throws Exception {
        var absent = look();
        make(secret -> secret.addToData("FOREIGN", base64("theirs")));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(absent, content(Samples.canary())));

        assertThat(look().data()).containsOnlyKeys("FOREIGN");
    }

    @Test
    void whatSomebodyRemovedMeanwhileIsNotMadeAgain() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        client().resource(secret()).delete();

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().write(written, content(Samples.canary())));

        assertThat(look().exists()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void whatMustNotBeWrittenIsNotWritten(UnaryOperator<SecretBuilder> change, String said) throws Exception {
        make(change);

        var look = look();

        assertThat(look.forbidden()).get().asString().contains(said);
        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(look, content(Samples.canary())))
                .withMessageStartingWith("Secret checkout " + look.forbidden().orElseThrow());
        assertThat(look()).isEqualTo(look);
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                argumentSet("immutable", change(secret -> secret.withImmutable(true)), "is immutable"),
                argumentSet(
                        "another type",
                        change(secret ->
                                secret.withType("kubernetes.io/basic-auth").addToData("username", "eA==")),
                        "is of type kubernetes.io/basic-auth"),
                argumentSet(
                        "a controller's own",
                        change(secret -> secret.editMetadata()
                                .addToOwnerReferences(new OwnerReferenceBuilder()
                                        .withApiVersion("external-secrets.io/v1")
                                        .withKind("ExternalSecret")
                                        .withName("shop")
                                        .withUid("22222222-2222-2222-2222-222222222222")
                                        .withController(true)
                                        .build())
                                .endMetadata()),
                        "is controlled by ExternalSecret/shop"),
                argumentSet(
                        "managed by label",
                        label("app.kubernetes.io/managed-by", "Helm"),
                        "is managed by Helm (label app.kubernetes.io/managed-by)"),
                argumentSet(
                        "tracked by Argo CD",
                        annotation("argocd.argoproj.io/tracking-id", "shop:/Secret:shop/checkout"),
                        "(argocd.argoproj.io/tracking-id)"),
                argumentSet(
                        "tracked by Argo CD's label",
                        label("argocd.argoproj.io/instance", "shop"),
                        "argocd.argoproj.io"),
                argumentSet(
                        "of a Helm release",
                        annotation("meta.helm.sh/release-name", "shop"),
                        "meta.helm.sh/release-name"),
                argumentSet(
                        "Flux's",
                        label("kustomize.toolkit.fluxcd.io/name", "shop"),
                        "kustomize.toolkit.fluxcd.io/name"),
                argumentSet(
                        "merged into by External Secrets",
                        label("reconcile.external-secrets.io/managed", "true"),
                        "reconcile.external-secrets.io/managed"),
                argumentSet(
                        "patched by Sealed Secrets",
                        annotation("sealedsecrets.bitnami.com/patch", "true"),
                        "sealedsecrets.bitnami.com/patch"));
    }

    @Test
    void aSecretThatAnAccountNamesIsNeverWritten() throws Exception {
        var look = publisher().look(new Target(namespace(), "suprsend-service-token"));

        assertThat(look.exists()).isFalse();
        assertThat(look.forbidden()).get().asString().startsWith("holds the service token of an account");
        assertThatExceptionOfType(PermissionMissingException.class)
                .isThrownBy(() -> publisher().write(look, content(Samples.canary())));
    }

    @Test
    void nothingIsPublishedInTheOperatorsOwnNamespaces() throws Exception {
        var own = new KubePublisher(client(), Set.of(namespace()), (_, _) -> false);
        make(secret -> secret);

        assertThat(own.look(target()).forbidden()).get().asString().contains(namespace(), "Keyturn's own");
        assertThat(own.look(new Target(namespace(), "absent")).forbidden()).isPresent();
    }

    @Test
    void whatIsOnlyALabelOfAnApplicationForbidsNothing() throws Exception {
        make(secret -> secret.editMetadata()
                .addToLabels("app.kubernetes.io/instance", "shop")
                .addToLabels("app.kubernetes.io/managed-by", "keyturn")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{}")
                .endMetadata());

        assertThat(look().forbidden()).isEmpty();
    }

    @Test
    void aSecretThatKeyturnMadeGoesWhole() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));

        publisher().remove(written, sink(false));

        assertThat(look().exists()).isFalse();
    }

    @Test
    void anAdoptedSecretLosesWhatIsOursAndNothingElse() throws Exception {
        make(secret -> secret.addToData("FOREIGN", base64("theirs"))
                .editMetadata()
                .addToLabels("team", "payments")
                .addToAnnotations("keyturn.dev/adoptable-by", "SuprSendApiKey/checkout")
                .endMetadata());
        var before = look();
        var written = publisher().write(before, content(Samples.canary()));

        publisher().remove(written, sink(true));

        assertThat(look())
                .returns(true, Look::exists)
                .returns(before.data(), Look::data)
                .returns(before.labels(), Look::labels)
                .returns(before.annotations(), Look::annotations);
    }

    @Test
    void theNameOfAnotherManagerIsNotTakenFromAnAdoptedSecret() throws Exception {
        var written = publisher().write(look(), content(Samples.canary()));
        var label = secret();
        label.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "somebody");
        client().resource(label).update();
        assertThat(look().version()).isNotEqualTo(written.version());

        publisher().remove(look(), sink(true));

        assertThat(look().labels()).containsOnly(Map.entry("app.kubernetes.io/managed-by", "somebody"));
    }

    @Test
    void anAdoptedSecretThatChangedSinceIsNotTouched() throws Exception {
        var older = publisher().write(look(), content(Samples.canary()));
        var newest = publisher().write(older, content(Samples.canary()));

        assertThatExceptionOfType(WriteLostException.class)
                .isThrownBy(() -> publisher().remove(older, sink(true)));

        assertThat(look()).isEqualTo(newest);
    }

    static Content content(String value) {
        return content(value, Set.of(), Set.of(), Set.of());
    }

    static Content content(String value, Set<String> entries, Set<String> labels, Set<String> annotations) {
        return new Content(
                Map.of(
                        "SUPRSEND_API_KEY",
                        dev.keyturn.port.Secret.ofText(value),
                        "URL",
                        dev.keyturn.port.Secret.ofText("https://example.com")),
                Map.of(
                        "app.kubernetes.io/managed-by", "keyturn",
                        "keyturn.dev/kind", "SuprSendApiKey",
                        "keyturn.dev/name", "checkout"),
                Map.of(
                        "keyturn.dev/installation", "abcd1234",
                        "keyturn.dev/keyring", "kr-aaaaaaaaaaaaaaaa",
                        "keyturn.dev/key-id", "id-8",
                        "keyturn.dev/revision", "8",
                        "keyturn.dev/turned-at", "2026-11-24T10:15:30Z"),
                entries,
                labels,
                annotations);
    }

    static Sink sink(boolean adopted) {
        return new Sink(
                8,
                "bbbb2222",
                1,
                Samples.NOW,
                Samples.NOW,
                adopted,
                List.of("SUPRSEND_API_KEY", "URL"),
                List.of("app.kubernetes.io/managed-by", "keyturn.dev/kind", "keyturn.dev/name"),
                List.of(
                        "keyturn.dev/installation",
                        "keyturn.dev/keyring",
                        "keyturn.dev/key-id",
                        "keyturn.dev/revision"));
    }

    final void make(UnaryOperator<SecretBuilder> change) {
        var plain = new SecretBuilder()
                .withType("Opaque")
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("checkout")
                .endMetadata()
                .withData(new HashMap<>());
        client().resource(change.apply(plain).build()).create();
    }

    final Secret secret() {
        @Nullable
        Secret found =
                client().secrets().inNamespace(namespace()).withName("checkout").get();
        assertThat(found).isNotNull();
        return found;
    }

    private static UnaryOperator<SecretBuilder> change(UnaryOperator<SecretBuilder> change) {
        return change;
    }

    private static UnaryOperator<SecretBuilder> label(String name, String value) {
        return secret -> secret.editMetadata().addToLabels(name, value).endMetadata();
    }

    private static UnaryOperator<SecretBuilder> annotation(String name, String value) {
        return secret -> secret.editMetadata().addToAnnotations(name, value).endMetadata();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
