package dev.keyturn.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/** Applies what is in Git, again and again, each in the way of a tool for that. */
enum Applier {
    /** Argo CD as it comes: what it applied last, what is there and what is wanted are merged. */
    ARGO_CD {
        @Override
        void applyTo(Stage stage, String reference, String manifest) {
            stage.kubectl(manifest);
        }
    },

    /** Argo CD with {@code ServerSideApply=true}. */
    ARGO_CD_SERVER_SIDE {
        @Override
        void applyTo(Stage stage, String reference, String manifest) {
            serverSide(stage, manifest, "argocd-controller");
        }
    },

    /** Flux: what kubectl set by whatever command is its own first, and so goes where it is not in Git. */
    FLUX {
        @Override
        void applyTo(Stage stage, String reference, String manifest) {
            takeOver(stage, reference);
            serverSide(stage, manifest, FLUX_MANAGER);
        }
    };

    private static final String FLUX_MANAGER = "kustomize-controller";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Once; {@code name} is that of the credential in the manifest. */
    void apply(Stage stage, String name, String manifest) {
        applyTo(stage, "ssak/" + name, manifest);
    }

    /** Once; {@code reference} is what the manifest is about. */
    abstract void applyTo(Stage stage, String reference, String manifest);

    /** What a person types beside {@code kubectl annotate}. */
    String fieldManager() {
        return this == FLUX ? "flux-client-side-apply" : "kubectl-annotate";
    }

    private static void serverSide(Stage stage, String manifest, String manager) {
        stage.cluster
                .kubectlReading(
                        manifest,
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager=" + manager,
                        "-f",
                        "-")
                .orFail();
    }

    private static void takeOver(Stage stage, String reference) {
        var found = stage.cluster.kubectl(
                "get", reference, "-n", stage.shop, "-o", "json", "--show-managed-fields", "--ignore-not-found");
        if (found.orFail().isBlank()) {
            return;
        }
        try {
            var fields = (ArrayNode) JSON.readTree(found.stdout()).at("/metadata/managedFields");
            var patch = JSON.createArrayNode();
            patch.addObject()
                    .put("op", "replace")
                    .put("path", "/metadata/managedFields")
                    .set("value", merged(fields));
            stage.cluster
                    .kubectl("patch", reference, "-n", stage.shop, "--type=json", "-p", patch.toString())
                    .orFail();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArrayNode merged(ArrayNode fields) {
        var kept = JSON.createArrayNode();
        var own = JSON.createObjectNode();
        StreamSupport.stream(fields.spliterator(), false)
                .map(ObjectNode.class::cast)
                .forEach(entry -> {
                    if (entry.has("subresource")
                            || !isTaken(entry.path("manager").asText())) {
                        kept.add(entry);
                    } else if (own.isEmpty()) {
                        own.setAll(entry);
                    } else {
                        merge((ObjectNode) own.get("fieldsV1"), (ObjectNode) entry.get("fieldsV1"));
                    }
                });
        return own.isEmpty() ? kept : kept.add(own.put("manager", FLUX_MANAGER).put("operation", "Apply"));
    }

    private static boolean isTaken(String manager) {
        return manager.equals(FLUX_MANAGER) || manager.startsWith("kubectl");
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(entry -> {
            if (into.get(entry.getKey()) instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode more) {
                merge(inner, more);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
