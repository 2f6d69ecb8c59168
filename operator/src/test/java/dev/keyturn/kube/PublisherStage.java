package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.plan.Sink;
import dev.keyturn.plan.Target;
import dev.keyturn.port.Content;
import dev.keyturn.port.Look;
import dev.keyturn.port.PermissionMissingException;
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
import org.jspecify.annotations.Nullable;

/** A publisher at some API server, what it is to publish, and what others do to the Secret. */
abstract class PublisherStage {

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
                        "keyturn.dev/revision"),
                null,
                null);
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

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
