package dev.keyturn.admission;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;

/** Resources as a user writes them; a spec is YAML in flow style. */
final class Manifests {

    private Manifests() {}

    static String apiKey(String spec) {
        return apiKeyNamed("checkout", spec);
    }

    static String apiKeyNamed(String name, String spec) {
        return manifest("SuprSendApiKey", name, spec);
    }

    /** An API key that says nothing but where it is published to. */
    static String publishing(String publish) {
        return apiKey("{workspace: staging, publish: " + publish + "}");
    }

    static String workspaceKey(String spec) {
        return manifest("SuprSendWorkspaceKey", "checkout", spec);
    }

    static String workspaceKeyNamed(String name, String spec) {
        return manifest("SuprSendWorkspaceKey", name, spec);
    }

    /** A pair that says nothing but where it is published to. */
    static String publishingPair(String publish) {
        return workspaceKey("{workspace: staging, publish: " + publish + "}");
    }

    /** The same rows, of workspace keys in place of API keys; a placeholder keeps its length, which rows about sizes need. */
    static Stream<Arguments> ofPairs(Stream<Arguments> rows) {
        return rows.map(row -> argumentSet(
                "a pair: " + ((ArgumentSet) row).getName(),
                Arrays.stream(row.get())
                        .map(value -> String.valueOf(value)
                                .replace("kind: SuprSendApiKey", "kind: SuprSendWorkspaceKey")
                                .replace("{{apiKey}}", "{{  key }}")
                                .replace("apiKey", "key"))
                        .toArray()));
    }

    static String serviceToken(String spec) {
        return serviceTokenNamed("checkout", spec);
    }

    static String serviceTokenNamed(String name, String spec) {
        return manifest("ServiceToken", name, spec);
    }

    /** A service token that says nothing but where it is published to. */
    static String publishingToken(String publish) {
        return serviceToken("{publish: " + publish + "}");
    }

    /** The same rows, of service tokens, which are of no workspace; a placeholder keeps its length here, too. */
    static Stream<Arguments> ofTokens(Stream<Arguments> rows) {
        return rows.map(row -> argumentSet(
                "a token: " + ((ArgumentSet) row).getName(),
                Arrays.stream(row.get())
                        .map(value -> String.valueOf(value)
                                .replace("kind: SuprSendApiKey", "kind: ServiceToken")
                                .replaceFirst("workspace: [-\\w]+(, *)?", "")
                                .replace("{{apiKey}}", "{{token }}")
                                .replace("apiKey", "token"))
                        .toArray()));
    }

    static String account(String spec) {
        return manifest("SuprSendAccount", "suprsend", spec);
    }

    static String clusterAccount(String spec) {
        return clusterAccountNamed("suprsend", spec);
    }

    static String clusterAccountNamed(String name, String spec) {
        return manifest("ClusterSuprSendAccount", name, spec);
    }

    /** An account of the cluster that differs from any other in whom it grants something. */
    static String granting(String grants) {
        return clusterAccount("{serviceTokenRef: {name: suprsend}, grants: " + grants + "}");
    }

    private static String manifest(String kind, String name, String spec) {
        return """
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec: %s
                """.formatted(kind, name, spec);
    }
}
