package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.cluster.ControlPlane;
import java.io.UncheckedIOException;
import java.util.List;

/** The definitions without the rules by which the API server refuses what cannot be used. */
final class Unchecked {

    private static final List<String> RULES =
            List.of("x-kubernetes-validations", "pattern", "enum", "maxLength", "maxProperties", "maxItems");

    private Unchecked() {}

    /** Takes the rules away and waits until the API server goes without them. */
    static void install(Stage stage) {
        var definition = stage.cluster
                .kubectl("get", "crd/suprsendapikeys.keyturn.dev", "-o", "json")
                .orFail();
        stage.cluster
                .kubectlReading(withoutRules(definition), "replace", "-f", "-")
                .orFail();
        await("a resource that cannot be used is let in")
                .atMost(Stage.PATIENCE)
                .until(() -> isLetIn(stage.cluster, refusedByTheRules(stage.shop)));
    }

    private static String refusedByTheRules(String namespace) {
        return """
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: unusable, namespace: %s}
                spec: {workspace: "a b", deletionPolicy: Perhaps, rotation: {every: sometimes}}
                """.formatted(namespace);
    }

    private static boolean isLetIn(ControlPlane cluster, String manifest) {
        return cluster.kubectlReading(manifest, "create", "--dry-run=server", "-f", "-")
                        .exitCode()
                == 0;
    }

    private static String withoutRules(String definition) {
        try {
            var tree = new ObjectMapper().readTree(definition);
            // The API server itself writes a definition's status: a version that was read is soon an old one.
            ((ObjectNode) tree.path("metadata")).remove("resourceVersion");
            strip(tree.path("spec"));
            return tree.toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(RULES);
        }
        node.forEach(Unchecked::strip);
    }
}
