package dev.keyturn.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.keyturn.plan.Controller;
import dev.keyturn.plan.PodUse;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PodSpecsTest {

    private static final String ENV = "env: [{name: KEY, valueFrom: {secretKeyRef: {name: checkout, key: KEY}}}]";
    private static final String ENV_FROM = "envFrom: [{secretRef: {name: checkout}}]";

    @ParameterizedTest
    @MethodSource("uses")
    void tellsHowAPodTakesASecret(String spec, boolean byEnv, boolean byVolume) {
        assertThat(PodSpecs.use(pod(spec), "checkout"))
                .contains(new PodUse(
                        "web-0",
                        Instant.parse("2026-11-24T10:15:30Z"),
                        byEnv,
                        byVolume,
                        false,
                        false,
                        false,
                        null,
                        byEnv ? Set.of("checkout") : Set.of(),
                        null));
    }

    @Test
    void aPodThatIsToldToEndIsLeaving() {
        var pod = pod("containers: [{name: a, " + ENV + "}]");
        pod.getMetadata()
                .setOwnerReferences(List.of(new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("StatefulSet")
                        .withName("web")
                        .withUid("uid-1")
                        .withController(true)
                        .build()));
        assertThat(PodSpecs.use(pod, "checkout"))
                .map(PodUse::controller)
                .contains(new Controller("apps/v1", "StatefulSet", "web", "uid-1"));
        assertThat(PodSpecs.use(pod, "checkout")).map(PodUse::leaving).contains(false);

        pod.getMetadata().setDeletionTimestamp("2026-11-24T10:20:30Z");

        assertThat(PodSpecs.use(pod, "checkout")).map(PodUse::leaving).contains(true);
    }

    static Stream<Arguments> uses() {
        return Stream.of(
                argumentSet("a variable", "containers: [{name: a}, {name: b, " + ENV + "}]", true, false),
                argumentSet("all as variables", "containers: [{name: a, " + ENV_FROM + "}]", true, false),
                argumentSet(
                        "a sidecar's or init container's variable",
                        "{initContainers: [{name: a, restartPolicy: Always, " + ENV + "}], containers: [{name: b}]}",
                        true,
                        false),
                argumentSet(
                        "all as an init container's variables",
                        "{initContainers: [{name: a, " + ENV_FROM + "}], containers: [{name: b}]}",
                        true,
                        false),
                argumentSet(
                        "a debugging container's variable",
                        "{containers: [{name: a}], ephemeralContainers: [{name: b, " + ENV + "}]}",
                        true,
                        false),
                argumentSet("a volume", mounted("{name: keys, mountPath: /keys}", SECRET), false, true),
                argumentSet(
                        "a part of a volume",
                        mounted("{name: keys, mountPath: /k, subPath: KEY}", SECRET),
                        true,
                        false),
                argumentSet(
                        "a part of a volume by an expression",
                        mounted("{name: keys, mountPath: /k, subPathExpr: $(POD)}", SECRET),
                        true,
                        false),
                argumentSet(
                        "an empty subPath, which is none",
                        mounted("{name: keys, mountPath: /k, subPath: \"\"}", SECRET),
                        false,
                        true),
                argumentSet("a projected volume", mounted("{name: keys, mountPath: /keys}", PROJECTED), false, true),
                argumentSet(
                        "a part of a projected volume",
                        mounted("{name: keys, mountPath: /keys, subPath: KEY}", PROJECTED),
                        true,
                        false),
                argumentSet(
                        "both ways",
                        "{containers: [{name: a, " + ENV
                                + ", volumeMounts: [{name: keys, mountPath: /keys}]}], volumes: [" + SECRET + "]}",
                        true,
                        true),
                argumentSet(
                        "a volume of an init container alone",
                        "{initContainers: [{name: a, volumeMounts: [{name: keys, mountPath: /keys}]}], containers: [{name: b}], volumes: ["
                                + SECRET + "]}",
                        false,
                        true));
    }

    private static final String SECRET = "{name: keys, secret: {secretName: checkout}}";
    private static final String PROJECTED =
            "{name: keys, projected: {sources: [{configMap: {name: other}}, {secret: {name: checkout}}]}}";

    private static String mounted(String mount, String volume) {
        return "{containers: [{name: a, volumeMounts: [" + mount + "]}], volumes: [" + volume + "]}";
    }

    @ParameterizedTest
    @MethodSource("others")
    void aPodThatDoesNotTakeItIsNoUser(String spec) {
        assertThat(PodSpecs.use(pod(spec), "checkout")).isEmpty();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("nothing", "containers: [{name: a}]"),
                argumentSet("another Secret", "containers: [{name: a, envFrom: [{secretRef: {name: checkout-2}}]}]"),
                argumentSet(
                        "a ConfigMap of that name",
                        "containers: [{name: a, envFrom: [{configMapRef: {name: checkout}}], env: [{name: X, value: checkout}]}]"),
                argumentSet(
                        "a variable of a ConfigMap of that name",
                        "containers: [{name: a, env: [{name: X, valueFrom: {configMapKeyRef: {name: checkout, key: K}}}]}]"),
                argumentSet("a volume that nothing mounts", "{containers: [{name: a}], volumes: [" + SECRET + "]}"),
                argumentSet(
                        "another volume of the pod",
                        "{containers: [{name: a, volumeMounts: [{name: tmp, mountPath: /t}]}], volumes: [{name: tmp, emptyDir: {}}, "
                                + SECRET + "]}"),
                argumentSet("a pull secret", "{imagePullSecrets: [{name: checkout}], containers: [{name: a}]}"));
    }

    @ParameterizedTest
    @CsvSource({"Pending,false", "Running,false", "Unknown,false", "Succeeded,true", "Failed,true"})
    void aPodHasEndedWhenItsPhaseSaysSo(String phase, boolean ended) {
        var pod = pod("containers: [{name: a, " + ENV + "}]", "status: {phase: " + phase + "}");

        assertThat(PodSpecs.use(pod, "checkout")).map(PodUse::ended).contains(ended);
    }

    @Test
    void aPodThatIsBeingDeletedHasNotEnded() {
        var pod = pod("containers: [{name: a, " + ENV + "}]");
        pod.getMetadata().setDeletionTimestamp("2026-11-24T10:20:00Z");

        assertThat(PodSpecs.use(pod, "checkout")).map(PodUse::ended).isEqualTo(Optional.of(false));
    }

    @Test
    void aPodIsScheduledOnceItHasANode() {
        var pod = pod("{nodeName: node-1, containers: [{name: a, " + ENV + "}]}");

        assertThat(PodSpecs.use(pod, "checkout")).map(PodUse::scheduled).contains(true);
    }

    @Test
    void whatElseItKeepsAndWhatMadeItIsTold() {
        var pod = pod(
                "{containers: [{name: a, " + ENV + ", volumeMounts: [{name: p, mountPath: /p, subPath: x}, "
                        + "{name: w, mountPath: /w}]}, {name: b, envFrom: [{secretRef: {name: other}}, {configMapRef: {name: c}}]}], "
                        + "volumes: [{name: p, projected: {sources: [{secret: {name: part}}]}}, {name: w, secret: {secretName: whole}}]}");
        pod.getMetadata()
                .setOwnerReferences(List.of(
                        new OwnerReferenceBuilder()
                                .withKind("Friend")
                                .withName("f")
                                .build(),
                        new OwnerReferenceBuilder()
                                .withApiVersion("batch/v1")
                                .withKind("Job")
                                .withName("nightly")
                                .withUid("u1")
                                .withController(true)
                                .build()));

        assertThat(PodSpecs.use(pod, "checkout"))
                .get()
                .returns(Set.of("checkout", "other", "part"), PodUse::byEnvToo)
                .returns(new Controller("batch/v1", "Job", "nightly", "u1"), PodUse::controller);
    }

    private static Pod pod(String spec) {
        return pod(spec, "status: {phase: Running}");
    }

    private static Pod pod(String spec, String status) {
        var flow = spec.startsWith("{") ? spec : "{" + spec + "}";
        return Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: web-0, creationTimestamp: \"2026-11-24T10:15:30Z\"}\nspec: "
                        + flow + "\n" + status + "\n",
                Pod.class);
    }
}
