package dev.keyturn.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.port.Names;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test data of health checks and actions is what credentials are seen as on a real API server. */
@ClusterTest
final class TestdataTest {

    @ParameterizedTest
    @EnumSource
    void of_credentials_that_go_well(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind)) {
            var testdata = new Testdata(stage);
            stage.apply("checkout");
            testdata.compare("checkout", "new");

            stage.start().awaitSettled("checkout", 1);
            testdata.compare("checkout", "settled");
            testdata.compareAction("checkout", "settled", "rotated", after -> annotate(after, Names.ROTATE));
            testdata.compareAction("checkout", "settled", "marked-exposed", after -> annotate(after, Names.EXPOSED));
            testdata.compareAction("checkout", "settled", "suspended", after -> suspend(after, true));

            stage.annotate("checkout", Names.ROTATE, "ticket-4711");
            stage.awaitStatus("checkout", ready("Overlap").and(revision(2)));
            testdata.compare("checkout", "overlap");

            stage.apply("paused");
            stage.awaitSettled("paused", 1);
            new Person(stage).patch("paused", "spec: {suspend: true}");
            stage.awaitStatus("paused", status -> Long.valueOf(2).equals(status.observedGeneration()));
            testdata.compare("paused", "suspended");
            testdata.compareAction("paused", "suspended-by-git", "resumed", after -> suspend(after, false));
            stage.apply("paused-from-the-start", "suspend: true");
            stage.awaitStatus("paused-from-the-start", ready("Suspended"));
            testdata.compare("paused-from-the-start", "suspended-before-the-first-key");

            stage.stop();
            new Person(stage).patch("checkout", "spec: {rotation: {every: 90d}}");
            testdata.compare("checkout", "spec-not-seen-yet");
            cluster.kubectl("delete", kind.named("checkout"), "-n", stage.shop, "--wait=false")
                    .orFail();
            testdata.compare("checkout", "deleting");
            stage.start();
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_a_credential_that_waits_for_its_window(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind).start()) {
            stage.apply("checkout", "rotation: {every: 1s, windows: " + WindowsTest.ONE_HOUR_IN_FOUR_YEARS + "}");
            stage.awaitStatus("checkout", ready("OutsideWindow"));
            new Testdata(stage).compare("checkout", "outside-window");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_credentials_whose_old_key_is_still_there(Kind kind, ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).of(kind).with(time);
                var kubelet = new Kubelet(stage)) {
            var testdata = new Testdata(stage);
            var person = new Person(stage);
            stage.start().apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            kubelet.run("app", "env");
            stage.annotate("checkout", Names.ROTATE, "ticket-4711");
            stage.awaitStatus("checkout", ready("WaitingForConsumers").and(revision(2)));
            testdata.compare("checkout", "waiting-for-consumers");

            time.pass(Duration.ofDays(8));
            person.look("checkout");
            stage.awaitStatus("checkout", degraded("Overdue").and(seen(person.generation("checkout"))));
            testdata.compare("checkout", "overdue");

            person.patch("checkout", "spec: {onExposure: {waitForConsumers: 1d}}");
            stage.annotate("checkout", Names.EXPOSED, "build-log-4711");
            stage.awaitStatus(
                    "checkout",
                    ready("ExposedStillAlive")
                            .and(revision(3))
                            .and(TestdataTest::holds)
                            .and(status -> Stage.reason(status, "Rotating").equals("WaitingForConsumers"))
                            .and(seen(person.generation("checkout"))));
            testdata.compare("checkout", "exposed");

            person.patch("checkout", "spec: {suspend: true}");
            stage.awaitStatus("checkout", seen(person.generation("checkout")).and(ready("ExposedStillAlive")));
            testdata.compare("checkout", "exposed-while-suspended");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_credentials_that_ask_for_what_they_cannot_have(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind)) {
            var testdata = new Testdata(stage);
            stage.clusterAccount.grant("[staging, nowhere]");
            stage.apply("changed");
            stage.start().awaitSettled("changed", 1);
            var keyring = stage.keyrings().getFirst().getMetadata().getName();
            stage.with(stage.settings().shortestInterval("1h").caps(1, 1)).restart();

            stage.apply("changed", "rotation: {every: 10m}");
            stalls(testdata, stage, "changed", "InvalidSpec", "invalid-spec-beside-a-good-value");
            stage.apply("impatient", "rotation: {every: 10m}");
            stalls(testdata, stage, "impatient", "InvalidSpec", "invalid-spec");
            stage.apply("lost");
            stage.apply("second", "publish: {secretName: changed}");
            stalls(testdata, stage, "second", "Conflict", "conflict");
            stage.kubectl("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: theirs, namespace: %s}
                    stringData: {theirs: kept}
                    """.formatted(stage.shop));
            stage.apply("theirs");
            stalls(testdata, stage, "theirs", "NotAdoptable", "not-adoptable");

            stage.kubectl(credential(stage, "ungranted", stage.accountName(), "production"));
            stalls(testdata, stage, "ungranted", "AccountNotGranted", "account-not-granted");
            stage.kubectl(credential(stage, "unaccounted", "absent", "staging"));
            stalls(testdata, stage, "unaccounted", "AccountMissing", "account-missing");
            stage.kubectl(credential(stage, "homeless", stage.accountName(), "nowhere"));
            stage.awaitStatus("homeless", ready("WorkspaceUnknown"));
            testdata.compare("homeless", "workspace-unknown");

            stage.awaitSettled("lost", 1);
            stage.annotate("lost", Names.ROTATE, "ticket-4711");
            stage.awaitStatus("lost", degraded("CapReached"));
            testdata.compare("lost", "cap-reached");

            cluster.kubectl("delete", "secret/" + keyring, "-n", stage.home).orFail();
            stage.apply("changed", "rotation: {every: 90d}");
            stalls(testdata, stage, "changed", "KeyringMissing", "keyring-missing");
        }
    }

    private static void stalls(Testdata testdata, Stage stage, String name, String reason, String state) {
        var last = seen(new Person(stage).generation(name));
        stage.awaitStatus(
                name, last.and(status -> Stage.reason(status, "Stalled").equals(reason)));
        testdata.compare(name, state);
    }

    private static String credential(Stage stage, String name, String account, String workspace) {
        return """
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec: {accountRef: {name: %s}, workspace: %s}
                """.formatted(stage.kind().resource(), name, stage.shop, account, workspace);
    }

    private static void annotate(ObjectNode resource, String annotation) {
        ((ObjectNode) resource.get("metadata"))
                .withObjectProperty("annotations")
                .put(annotation, "argocd-0001-01-01T00:00:00Z");
    }

    private static void suspend(ObjectNode resource, boolean suspended) {
        ((ObjectNode) resource.get("spec")).put("suspend", suspended);
    }

    static Predicate<CredentialStatus> ready(String reason) {
        return status -> Stage.reason(status, "Ready").equals(reason);
    }

    static Predicate<CredentialStatus> revision(int revision) {
        return status -> Objects.equals(status.revision(), revision);
    }

    private static Predicate<CredentialStatus> degraded(String reason) {
        return status -> Stage.reason(status, "Degraded").equals(reason);
    }

    static Predicate<CredentialStatus> seen(long generation) {
        return status -> Objects.equals(status.observedGeneration(), generation);
    }

    private static boolean holds(CredentialStatus status) {
        return status.keys().stream().anyMatch(key -> key.waitingFor() != null);
    }
}
