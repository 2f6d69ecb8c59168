package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConsentTest {

    private final Consent consent = new Consent(Set.of("keyturn-system"), (_, _) -> false);

    @ParameterizedTest
    @MethodSource("forbidden")
    void saysWhyASecretMustNotBeWritten(UnaryOperator<SecretBuilder> change, String said) {
        assertThat(consent.forbidden(change.apply(plain()).build()))
                .get()
                .asString()
                .startsWith("is ")
                .contains(said);
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

    @ParameterizedTest
    @MethodSource("harmless")
    void forbidsNothingElse(UnaryOperator<SecretBuilder> change) {
        assertThat(consent.forbidden(change.apply(plain()).build())).isEmpty();
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                argumentSet("nothing", change(secret -> secret)),
                argumentSet("no type, as the embedded server keeps it", change(secret -> secret.withType(null))),
                argumentSet("said to be mutable", change(secret -> secret.withImmutable(false))),
                argumentSet("managed by Keyturn", label("app.kubernetes.io/managed-by", "keyturn")),
                argumentSet("part of an application", label("app.kubernetes.io/instance", "shop")),
                argumentSet("applied by hand", annotation("kubectl.kubernetes.io/last-applied-configuration", "{}")),
                argumentSet(
                        "told to Argo CD as a thing to leave alone",
                        annotation("argocd.argoproj.io/sync-options", "Prune=false")),
                argumentSet(
                        "mirrored from here",
                        annotation("reflector.v1.k8s.emberstack.com/reflection-allowed", "true")));
    }

    private static SecretBuilder plain() {
        return new SecretBuilder()
                .withType("Opaque")
                .withNewMetadata()
                .withNamespace("shop")
                .withName("checkout")
                .endMetadata();
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
}
