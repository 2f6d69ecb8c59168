package dev.keyturn.e2e;

import dev.keyturn.port.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workloads of a namespace, as a team writes them, and what became of them. */
final class Workloads {

    /** The entry that most of them take. */
    static final String KEY = "checkout/SUPRSEND_API_KEY";

    private final Stage stage;
    private final String namespace;

    Workloads(Stage stage, String namespace) {
        this.stage = stage;
        this.namespace = namespace;
    }

    /** A Deployment whose one pod takes these entries by env; further lines of its spec, unindented. */
    String deployment(String name, String annotations, String spec, String... secrets) {
        return manifest("apps/v1", "Deployment", name, annotations, spec, secrets);
    }

    String statefulSet(String name, String spec, String... secrets) {
        return manifest("apps/v1", "StatefulSet", name, "", "serviceName: none\n" + spec, secrets);
    }

    String daemonSet(String name, String... secrets) {
        return manifest("apps/v1", "DaemonSet", name, "", "", secrets);
    }

    String job(String name, String... secrets) {
        return """
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s, namespace: %s}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                %s
                """.formatted(name, namespace, containers(secrets).indent(6));
    }

    private String manifest(
            String version, String kind, String name, String annotations, String spec, String... secrets) {
        return """
                ---
                apiVersion: %s
                kind: %s
                metadata: {name: %3$s, namespace: %4$s, annotations: {%5$s}}
                spec:
                %6$s
                  selector: {matchLabels: {app: %3$s}}
                  template:
                    metadata: {labels: {app: %3$s}}
                    spec:
                %7$s
                """.formatted(
                        version,
                        kind,
                        name,
                        namespace,
                        annotations,
                        spec.indent(2),
                        containers(secrets).indent(6));
    }

    /** {@code <secret>/<entry>} each. */
    private static String containers(String... secrets) {
        return """
                containers:
                  - name: app
                    image: app
                    env:
                %s
                """.formatted(Stream.of(secrets)
                .map(secret -> secret.split("/", 2))
                .map(part -> "- {name: V%d, valueFrom: {secretKeyRef: {name: %s, key: %s}}}"
                        .formatted(part[0].hashCode() & 0xffff, part[0], part[1]))
                .collect(Collectors.joining("\n"))
                .indent(6));
    }

    HasMetadata get(String reference) {
        var name = reference.substring(reference.indexOf('/') + 1);
        var apps = stage.client().apps();
        HasMetadata found = switch (reference.substring(0, reference.indexOf('/'))) {
            case "Deployment" ->
                apps.deployments().inNamespace(namespace).withName(name).get();
            case "StatefulSet" ->
                apps.statefulSets().inNamespace(namespace).withName(name).get();
            default -> apps.daemonSets().inNamespace(namespace).withName(name).get();
        };
        return Objects.requireNonNull(found);
    }

    /** Whether it was restarted for this publication, {@code <revision>.<publication>}. */
    boolean isMarked(String reference, String publication) {
        return marks(reference).values().stream().anyMatch(mark -> mark.startsWith(publication + "."));
    }

    /** What restarts its pod template is marked with. */
    Map<String, String> marks(String reference) {
        var template = template(get(reference)).getMetadata().getAnnotations();
        return (template == null ? Map.<String, String>of() : template)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(Names.RESTARTED))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static PodTemplateSpec template(HasMetadata found) {
        return switch (found) {
            case Deployment one -> one.getSpec().getTemplate();
            case StatefulSet one -> one.getSpec().getTemplate();
            case DaemonSet one -> one.getSpec().getTemplate();
            default -> throw new IllegalArgumentException(found.getKind());
        };
    }

    /** How many pod templates a Deployment has had. */
    long templates(String deployment) {
        return stage.client()
                .apps()
                .replicaSets()
                .inNamespace(namespace)
                .withLabel("app", deployment)
                .list()
                .getItems()
                .size();
    }

    void kubectl(String... command) {
        var all = Stream.concat(Stream.of(command), Stream.of("-n", namespace));
        stage.cluster.kubectl(all.toArray(String[]::new)).orFail();
    }
}
