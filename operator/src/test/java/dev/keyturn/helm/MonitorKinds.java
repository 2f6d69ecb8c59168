package dev.keyturn.helm;

import dev.keyturn.cluster.ControlPlane;
import java.util.Locale;

/** The kinds of the Prometheus operator as far as the chart makes them, with nothing behind them. */
final class MonitorKinds {

    private MonitorKinds() {}

    static void install(ControlPlane cluster) {
        var definitions = new StringBuilder();
        for (var kind : new String[] {"PodMonitor", "ServiceMonitor"}) {
            definitions.append(definition(kind, kind.toLowerCase(Locale.ROOT)));
        }
        cluster.kubectlReading(definitions.toString(), "apply", "--server-side", "-f", "-")
                .orFail();
        cluster.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=30s",
                        "crd/podmonitors.monitoring.coreos.com",
                        "crd/servicemonitors.monitoring.coreos.com")
                .orFail();
    }

    private static String definition(String kind, String lower) {
        return """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %ss.monitoring.coreos.com}
            spec:
              group: monitoring.coreos.com
              names: {kind: %s, plural: %ss, singular: %s}
              scope: Namespaced
              versions:
                - name: v1
                  served: true
                  storage: true
                  schema:
                    openAPIV3Schema:
                      type: object
                      properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            ---
            """.formatted(lower, kind, lower, lower);
    }
}
