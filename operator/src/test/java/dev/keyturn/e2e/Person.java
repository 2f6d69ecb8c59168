package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.CredentialStatus;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Somebody with all rights who does what operators do not expect. */
final class Person {

    private final Stage stage;

    Person(Stage stage) {
        this.stage = stage;
    }

    /** A credential that bears annotations from its first version on, as Git brings it; further lines of its spec, unindented. */
    void apply(String name, Map<String, String> annotations, String... spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                  annotations: {%s}
                spec:
                  accountRef: {name: %s}
                  workspace: staging
                %s
                """.formatted(
                        stage.kind().resource(),
                        name,
                        stage.shop,
                        annotations.entrySet().stream()
                                .map(entry -> "\"%s\": \"%s\"".formatted(entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(", ")),
                        stage.accountName(),
                        String.join("\n", spec).indent(2)));
    }

    /** Lays lines of YAML over the resource. */
    void patch(String name, String... yaml) {
        stage.cluster
                .kubectl(
                        "patch",
                        stage.kind().named(name),
                        "-n",
                        stage.shop,
                        "--type=merge",
                        "-p",
                        String.join("\n", yaml))
                .orFail();
    }

    /** Changes something in the spec that means nothing for the key, so that the operator looks at all of it again. */
    void look(String name) {
        var generation = generation(name);
        patch(name, "spec: {onExposure: {waitForConsumers: %ds}}".formatted(generation));
        assertThat(generation(name)).isGreaterThan(generation);
    }

    /** The same, and waits until it has looked; after an exposure pods are left a minute at least. */
    void awaitLook(String name) {
        patch(name, "spec: {onExposure: {waitForConsumers: %ds}}".formatted(60 + generation(name)));
        var generation = Long.valueOf(generation(name));
        stage.awaitStatus(name, status -> generation.equals(status.observedGeneration()));
    }

    /** Of the resource as it is now. */
    long generation(String name) {
        return found(name).getMetadata().getGeneration();
    }

    /** Takes the status away; answers with what there is of it then. */
    CredentialStatus wipeStatus(String name) {
        var wiped = stage.client()
                .resources(stage.kind().type())
                .inNamespace(stage.shop)
                .withName(name)
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\": null}");
        return Objects.requireNonNull(wiped.getStatus());
    }

    private CredentialResource found(String name) {
        var found = stage.key(name);
        if (found == null) {
            throw new AssertionError("there is no " + stage.kind().resource() + " " + name);
        }
        return found;
    }

    /** Deletes a resource without letting anybody have the last word. */
    void stripAndDelete(String name) {
        patch(name, "metadata: {finalizers: null}");
        stage.delete(name);
    }

    /** Has a Secret be as it is given, whatever version it has by now: as whoever restores a backup over it does. */
    void put(Secret wanted) {
        stage.client()
                .resource(new SecretBuilder(wanted)
                        .editMetadata()
                        .withResourceVersion(null)
                        .withManagedFields()
                        .endMetadata()
                        .build())
                .update();
    }

    /** What an entry of a Secret says. */
    static String decoded(Secret secret, String entry) {
        return new String(Base64.getDecoder().decode(secret.getData().get(entry)), StandardCharsets.UTF_8);
    }
}
