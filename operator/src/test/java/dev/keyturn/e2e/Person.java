package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.crd.SuprSendApiKey;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Somebody with all rights who does what operators do not expect. */
final class Person {

    private final Stage stage;

    Person(Stage stage) {
        this.stage = stage;
    }

    /** An API key that bears annotations from its first version on, as Git brings it; further lines of its spec, indented by two. */
    void apply(String name, Map<String, String> annotations, String... spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata:
                  name: %s
                  namespace: %s
                  annotations: {%s}
                spec:
                  accountRef: {name: %s}
                  workspace: staging
                %s
                """.formatted(
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
                .kubectl("patch", "ssak/" + name, "-n", stage.shop, "--type=merge", "-p", String.join("\n", yaml))
                .orFail();
    }

    /** Changes something in the spec that means nothing for the key, so that the operator looks at all of it again. */
    void look(String name) {
        var generation = generation(name);
        patch(name, "spec: {onExposure: {waitForConsumers: %ds}}".formatted(generation));
        assertThat(generation(name)).isGreaterThan(generation);
    }

    /** Of the resource as it is now. */
    long generation(String name) {
        var key = stage.key(name);
        if (key == null) {
            throw new AssertionError("there is no SuprSendApiKey " + name);
        }
        return key.getMetadata().getGeneration();
    }

    /** Takes the status away; answers with the resource as it is then. */
    SuprSendApiKey wipeStatus(String name) {
        var key = stage.key(name);
        if (key == null) {
            throw new AssertionError("there is no SuprSendApiKey " + name);
        }
        key.setStatus(null);
        key.getMetadata().setManagedFields(null);
        return stage.client().resource(key).updateStatus();
    }

    /** Deletes a resource without letting anybody have the last word. */
    void stripAndDelete(String name) {
        patch(name, "metadata: {finalizers: null}");
        stage.delete(name);
    }

    /** What an entry of a Secret says. */
    static String decoded(Secret secret, String entry) {
        return new String(Base64.getDecoder().decode(secret.getData().get(entry)), StandardCharsets.UTF_8);
    }
}
