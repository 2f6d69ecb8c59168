package dev.keyturn.docs;

import java.util.Locale;

/** Definitions that stand in for those of Argo CD and Flux: they take any spec and any status. */
final class Kinds {

    private Kinds() {}

    static void define(Scene scene, String group, String version, String kind) {
        var singular = kind.toLowerCase(Locale.ROOT);
        var plural = singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
        scene.applyServerSide("test", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %s.%s}
                spec:
                  group: %2$s
                  scope: Namespaced
                  names: {kind: %s, plural: %1$s, singular: %s}
                  versions:
                    - name: %s
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(plural, group, kind, singular, version));
        scene.kubectl("wait", "--for=condition=Established", "crd/" + plural + "." + group, "--timeout=30s");
    }
}
