package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.crd.ServiceToken;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The credentials of a stage's tenant, all of one kind. */
final class Credentials {

    private final Stage stage;
    private final Kind kind;

    Credentials(Stage stage, Kind kind) {
        this.stage = stage;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** One of this name; further lines of its spec, unindented. */
    void apply(String name, String... spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec:
                  accountRef: {name: %s}
                  workspace: staging
                %s
                """.formatted(
                        kind.resource(),
                        name,
                        stage.shop,
                        stage.accountName(),
                        String.join("\n", spec).indent(2)));
    }

    void annotate(String name, String annotation, String value) {
        stage.cluster
                .kubectl("annotate", kind.named(name), "-n", stage.shop, "--overwrite", annotation + "=" + value)
                .orFail();
    }

    void delete(String name) {
        stage.cluster.kubectl("delete", kind.named(name), "-n", stage.shop).orFail();
    }

    @Nullable
    CredentialResource get(String name) {
        return stage.client()
                .resources(kind.type())
                .inNamespace(stage.shop)
                .withName(name)
                .get();
    }

    Optional<CredentialStatus> status(String name) {
        return Optional.ofNullable(get(name)).flatMap(found -> Optional.ofNullable(found.getStatus()));
    }

    /** Waits until the status is as wanted; what it was last stands in the failure. */
    CredentialStatus awaitStatus(String name, Predicate<CredentialStatus> wanted) {
        return await("status of " + name)
                .atMost(Stage.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> status(name), found -> found.filter(wanted).isPresent())
                .orElseThrow();
    }

    @Nullable
    Secret secret(String name) {
        return stage.client().secrets().inNamespace(stage.shop).withName(name).get();
    }

    /** What the Secret says in the entry of the kind; empty where there is none. */
    String published(String name) {
        var secret = secret(name);
        var value = secret == null || secret.getData() == null
                ? null
                : secret.getData().get(kind.entry());
        return value == null ? "" : new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    long made() {
        return stage.provider.count(kind.create());
    }

    /** Those of any kind that are left in a namespace, without letting anybody have the last word. */
    static void remove(Stage stage, String namespace) {
        var types = Stream.concat(Arrays.stream(Kind.values()).map(Kind::type), Stream.of(ServiceToken.class))
                .toList();
        for (var type : types) {
            var all = stage.client().resources(type).inNamespace(namespace);
            for (var credential : all.list().getItems()) {
                var resource = all.withName(credential.getMetadata().getName());
                resource.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
                resource.delete();
            }
        }
    }
}
