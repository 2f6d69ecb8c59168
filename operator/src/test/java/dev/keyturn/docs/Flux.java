package dev.keyturn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyturn.gitops.Manifest;
import dev.keyturn.helm.Helm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Plays Flux: builds and applies the Kustomizations as they are on the API server, each after those it depends on, installs HelmReleases, and
 * says of each that it is ready when all of it is. The definitions are stand-ins that take any spec.
 */
record Flux(Scene scene, Helm helm) {

    private static final String NAMESPACE = "flux-system";

    /** As in a cluster that has Flux. */
    void install() {
        scene.kubectl("create", "namespace", NAMESPACE);
        Kinds.define(scene, "source.toolkit.fluxcd.io", "v1", "GitRepository");
        Kinds.define(scene, "kustomize.toolkit.fluxcd.io", "v1", "Kustomization");
        Kinds.define(scene, "helm.toolkit.fluxcd.io", "v2", "HelmRelease");
    }

    /** Once, all that there is. */
    void reconcile() {
        var waiting = new ArrayList<>(kustomizations());
        var ready = new ArrayList<String>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream()
                    .filter(step -> ready.containsAll(step.at("/spec/dependsOn").findValuesAsText("name")))
                    .findFirst();
            assertThat(next)
                    .as("one of %s that depends on nothing but %s", waiting, ready)
                    .isPresent();
            waiting.remove(next.orElseThrow());
            var name = next.orElseThrow().at("/metadata/name").asText();
            apply(next.orElseThrow());
            isReady("kustomization", name);
            ready.add(name);
        }
    }

    private List<JsonNode> kustomizations() {
        var items = Manifest.documents(scene.kubectl("get", "kustomizations", "-n", NAMESPACE, "-o", "json"))
                .getFirst()
                .get("items");
        var found = new ArrayList<JsonNode>();
        items.forEach(found::add);
        return found;
    }

    private void apply(JsonNode kustomization) {
        var path = scene.checkout.root().resolve(kustomization.at("/spec/path").asText());
        var documents = scene.manifestsIn(path.normalize()).stream()
                .sorted(Comparator.comparing(Flux::isInANamespace))
                .toList();
        documents.forEach(document -> scene.applyServerSide("kustomize-controller", Manifest.text(document)));
        for (var document : documents) {
            if (document.get("kind").asText().equals("HelmRelease")) {
                release(document);
            } else {
                scene.awaitHealthy(document, NAMESPACE);
            }
        }
    }

    /** As opposed to what Flux applies first. */
    private static boolean isInANamespace(JsonNode document) {
        return !document.get("kind").asText().equals("Namespace");
    }

    private void release(JsonNode release) {
        var name = release.at("/metadata/name").asText();
        var arguments = List.of(
                "upgrade",
                "--install",
                release.at("/spec/releaseName").asText(),
                scene.checkout
                        .root()
                        .resolve(release.at("/spec/chart/spec/chart").asText())
                        .normalize()
                        .toString(),
                "--namespace",
                release.at("/spec/targetNamespace").asText(),
                "--create-namespace",
                "--wait");
        helm.run(scene.cluster, Manifest.text(release.at("/spec/values")), arguments.toArray(String[]::new))
                .orFail();
        isReady("helmrelease", name);
    }

    private void isReady(String kind, String name) {
        scene.kubectl(
                "patch",
                kind,
                name,
                "-n",
                NAMESPACE,
                "--type=merge",
                "-p",
                "{\"status\": {\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}}");
    }
}
