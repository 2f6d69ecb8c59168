package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A credential that lies in Git, and is applied again and again, turns when somebody asks for it, once, and at no other time. */
@ClusterTest
final class AppliedFromGitTest {

    private static final int SYNCS = 10;

    @ParameterizedTest
    @EnumSource
    void a_trigger_by_hand_is_not_undone(Applier applier, ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, applier, Map.of(), "1m");
            stage.awaitSettled("checkout", 1);

            annotate(stage, "ticket-4711", applier.fieldManager());
            for (var sync = 0; sync < SYNCS; sync++) {
                apply(stage, applier, Map.of(), "1m");
            }

            assertThat(annotations(stage)).containsEntry(Names.ROTATE, "ticket-4711");
            stage.awaitSettled("checkout", 2);
            staysQuiet(stage, applier, Map.of());
            assertThat(annotations(stage)).containsEntry(Names.ROTATE, "ticket-4711");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_token_in_git_fires_once_and_stays_quiet(Applier applier, ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, applier, Map.of(), "1m");
            stage.awaitSettled("checkout", 1);

            var inGit = Map.of(Names.EXPOSED, "build-log-4711", Names.ROTATE, "2026-11-24");
            apply(stage, applier, inGit, "1m");
            var status = stage.awaitStatus(
                    "checkout",
                    seen -> seen.requests().size() == 2
                            && seen.requests().stream().allMatch(request -> request.provedDeadAt() != null));

            assertThat(status.keys()).hasSize(1);
            staysQuiet(stage, applier, inGit);
        }
    }

    @Test
    void flux_takes_back_what_plain_kubectl_annotated(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, Applier.FLUX, Map.of(), "1m");
            stage.awaitSettled("checkout", 1);

            annotate(stage, "ticket-4711", "kubectl-annotate");
            stage.awaitSettled("checkout", 2);
            apply(stage, Applier.FLUX, Map.of(), "1m");

            assertThat(annotations(stage)).doesNotContainKey(Names.ROTATE);
            staysQuiet(stage, Applier.FLUX, Map.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void suspend_by_an_action_stays_unless_git_says_otherwise(Applier applier, ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, applier, Map.of(), "1m");
            stage.awaitSettled("checkout", 1);
            cluster.kubectl(
                            "patch",
                            "ssak/checkout",
                            "-n",
                            stage.shop,
                            "--type=merge",
                            "--field-manager=argocd-server",
                            "-p",
                            "spec: {suspend: true}")
                    .orFail();

            apply(stage, applier, Map.of(), "1m");
            assertThat(isSuspended(stage)).isTrue();

            apply(stage, applier, Map.of(), "1m", "suspend: false");
            assertThat(isSuspended(stage)).isFalse();
        }
    }

    private static boolean isSuspended(Stage stage) {
        var spec = Objects.requireNonNull(stage.key("checkout")).getSpec();
        return Boolean.TRUE.equals(Objects.requireNonNull(spec).suspend());
    }

    /** Ten syncs, and one that the operator shows to have seen, change nothing at the provider. */
    private static void staysQuiet(Stage stage, Applier applier, Map<String, String> annotations) {
        var before = Tally.of(stage, "checkout");
        for (var sync = 0; sync < SYNCS; sync++) {
            apply(stage, applier, annotations, "1m");
        }
        apply(stage, applier, annotations, "2m");
        var generation =
                Objects.requireNonNull(stage.key("checkout")).getMetadata().getGeneration();
        stage.awaitStatus(
                "checkout",
                status -> generation.equals(status.observedGeneration())
                        && Stage.reason(status, "Ready").equals("Settled"));
        assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
    }

    private static void annotate(Stage stage, String token, String fieldManager) {
        stage.cluster
                .kubectl(
                        "annotate",
                        "ssak/checkout",
                        "-n",
                        stage.shop,
                        "--field-manager=" + fieldManager,
                        Names.ROTATE + "=" + token)
                .orFail();
    }

    private static Map<String, String> annotations(Stage stage) {
        return Objects.requireNonNull(stage.key("checkout")).getMetadata().getAnnotations();
    }

    private static void apply(
            Stage stage, Applier applier, Map<String, String> annotations, String waitForConsumers, String... spec) {
        var inGit = annotations.entrySet().stream()
                .map(entry -> "%s: \"%s\"".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        applier.apply(stage, "checkout", """
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata:
                  name: checkout
                  namespace: %s
                  annotations: {example.com/in-git: "true", %s}
                spec:
                  accountRef: {name: %s}
                  workspace: staging
                  rotation: {overlap: 0s}
                  onExposure: {waitForConsumers: %s}
                %s
                """.formatted(
                        stage.shop,
                        inGit,
                        stage.accountName(),
                        waitForConsumers,
                        String.join("\n", spec).indent(2)));
    }
}
