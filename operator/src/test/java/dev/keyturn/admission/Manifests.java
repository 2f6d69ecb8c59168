package dev.keyturn.admission;

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
