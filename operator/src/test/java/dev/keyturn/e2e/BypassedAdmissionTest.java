package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing checks what is applied, the operator does: it stalls with the reason, issues nothing, and leaves what is published. On a control plane of its own, since everybody would go without the rules. */
@ClusterTest
final class BypassedAdmissionTest {

    /** Specs that cannot be used, in flow style and without the account, by what is said of them. */
    private static final Map<String, String> UNUSABLE = unusable();

    private static Map<String, String> unusable() {
        var specs = new LinkedHashMap<String, String>();
        specs.put("spec.workspace must be the slug", "workspace: 'a b'");
        specs.put("spec.rotation.every must be a number and one unit", "workspace: staging, rotation: {every: 1h30m}");
        specs.put("spec.rotation.overlap must be", "workspace: staging, rotation: {overlap: 91d}");
        specs.put(
                "spec.onExposure.waitForConsumers must be", "workspace: staging, onExposure: {waitForConsumers: 25h}");
        specs.put("spec.deletionPolicy must be Revoke or Retain", "workspace: staging, deletionPolicy: Delete");
        specs.put("must not end in -delivery", "workspace: staging, publish: {secretName: shop-delivery}");
        specs.put("has a key that no Secret may have", "workspace: staging, publish: {data: {a/b: '{{apiKey}}'}}");
        specs.put(
                "entry old has a placeholder that does not exist",
                "workspace: staging, publish: {data: {new: '{{apiKey}}', old: '{{previous.apikey}}'}}");
        specs.put(
                "nothing of the previous key, which is not always there",
                "workspace: staging, publish: {data: {both: '{{apiKey}},{{previous.apiKey}}'}}");
        specs.put("needs an entry that uses one of {{apiKey}}", "workspace: staging, publish: {data: {a: b}}");
        specs.put(
                "may not set the label argocd.argoproj.io/instance",
                "workspace: staging, publish: {labels: {argocd.argoproj.io/instance: x}}");
        return specs;
    }

    private static ControlPlane cluster;

    @BeforeAll
    static void start(@TempDir Path dir) {
        cluster = ControlPlane.start(dir);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void a_fresh_resource_that_cannot_be_used_stalls_and_issues_nothing() {
        try (var stage = unchecked()) {
            var number = 0;
            for (var entry : UNUSABLE.entrySet()) {
                apply(stage, "unusable-" + ++number, entry.getValue());
            }

            number = 0;
            for (var entry : UNUSABLE.entrySet()) {
                var name = "unusable-" + ++number;
                var status = stage.awaitStatus(name, BypassedAdmissionTest::isStalled);
                assertThat(stalled(status)).contains(entry.getKey());
                assertThat(Stage.statusOf(status, "Ready")).isEqualTo("False");
                assertThat(stage.secret(name)).isNull();
            }
            assertThat(stage.keyrings()).isEmpty();
            assertThat(stage.made()).isZero();
        }
    }

    @Test
    void one_that_was_good_and_becomes_unusable_keeps_what_it_has_published() {
        try (var stage = unchecked()) {
            apply(stage, "checkout", "workspace: staging");
            stage.awaitSettled("checkout", 1);
            var before = Tally.of(stage, "checkout");

            for (var entry : UNUSABLE.entrySet()) {
                apply(stage, "checkout", entry.getValue());
                stage.awaitStatus(
                        "checkout",
                        status -> isStalled(status) && stalled(status).contains(entry.getKey()));
                assertThat(Tally.of(stage, "checkout")).as(entry.getKey()).isEqualTo(before);
            }
            assertThat(stage.provider.accepts(stage.published("checkout"))).isTrue();

            apply(stage, "checkout", "workspace: staging");
            stage.awaitSettled("checkout", 1);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
        }
    }

    private static Stage unchecked() {
        var stage = new Stage(cluster);
        Unchecked.install(stage);
        return stage.start();
    }

    /** Replaces the whole spec. */
    private static void apply(Stage stage, String name, String spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendApiKey
                metadata: {name: %s, namespace: %s}
                spec: {accountRef: {name: %s}, %s}
                """.formatted(name, stage.shop, stage.accountName(), spec));
    }

    private static boolean isStalled(CredentialStatus status) {
        return Stage.statusOf(status, "Stalled").equals("True")
                && Stage.reason(status, "Stalled").equals("InvalidSpec");
    }

    private static String stalled(CredentialStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.getType().equals("Stalled"))
                .map(condition -> condition.getMessage())
                .reduce("", String::concat);
    }
}
