package dev.keyturn.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.gitops.Manifest;
import dev.keyturn.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plays Argo CD: renders the sources of an Application as it is on the API server, applies them server-side wave after wave, each when the one
 * before it is healthy, and says so. Its definition is a stand-in that takes any spec.
 */
record ArgoCd(Scene scene, Helm helm) {

    private static final String NAMESPACE = "argocd";

    /** As in a cluster that has Argo CD. */
    void install() {
        scene.kubectl("create", "namespace", NAMESPACE);
        scene.kubectl("create", "configmap", "argocd-cm", "-n", NAMESPACE);
        Kinds.define(scene, "argoproj.io", "v1alpha1", "Application");
    }

    /** Once. */
    void sync(String application) {
        var spec = Manifest.documents(scene.kubectl("get", "application", application, "-n", NAMESPACE, "-o", "json"))
                .getFirst()
                .get("spec");
        var namespace = spec.at("/destination/namespace").asText();
        var waves = new TreeMap<Integer, List<JsonNode>>();
        for (var source : spec.get("sources")) {
            for (var document : render(source, namespace)) {
                waves.computeIfAbsent(Manifest.wave(document), _ -> new ArrayList<>())
                        .add(document);
            }
        }
        waves.values().forEach(wave -> {
            scene.applyServerSide("argocd-controller", text(wave));
            wave.forEach(document -> scene.awaitHealthy(document, namespace));
        });
        scene.kubectl(
                "patch",
                "application",
                application,
                "-n",
                NAMESPACE,
                "--type=merge",
                "-p",
                "{\"status\": {\"health\": {\"status\": \"Healthy\"}}}");
    }

    private List<JsonNode> render(JsonNode source, String namespace) {
        var path = scene.checkout.root().resolve(source.get("path").asText());
        if (!source.has("helm")) {
            return scene.manifestsIn(path);
        }
        var values = scene.checkout.root().resolve("argocd-values.yaml");
        try {
            Files.writeString(values, Manifest.text(source.at("/helm/valuesObject")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var rendered = helm.run(
                "template",
                source.at("/helm/releaseName").asText(),
                path.toString(),
                "--namespace",
                namespace,
                "--include-crds",
                "--values",
                values.toString());
        // Argo CD has no use for helm's tests.
        return Manifest.documents(rendered.orFail()).stream()
                .filter(document ->
                        document.at("/metadata/annotations/helm.sh~1hook").isMissingNode())
                .toList();
    }

    private static String text(List<JsonNode> documents) {
        return documents.stream().map(Manifest::text).collect(Collectors.joining("\n"));
    }
}
