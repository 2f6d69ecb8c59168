package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of credentials in the middle of a run: each passes soon, where the clock does not stand still. */
@ClusterTest
final class TestdataOfRunsTest {

    @ParameterizedTest
    @EnumSource
    void of_runs_that_have_made_a_key(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind).with(InstantSource.fixed(Instant.now()))) {
            var testdata = new Testdata(stage);
            stage.providers
                    .add("verifying")
                    .order(FaultRule.on(kind.create(), Fault.acceptedLate(Duration.ofHours(1)))
                            .skipping(1)
                            .always());
            stage.providers
                    .add("verifying-first")
                    .order(FaultRule.on(kind.create(), Fault.acceptedLate(Duration.ofHours(1)))
                            .always());
            stage.providers.add("sweeping").order(FaultRule.on(kind.create(), Fault.dropBefore()));
            stage.providers.add("publishing");
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            stage.providers.forEach((name, _) -> stage.kubectl(Providers.credential(stage.kind(), stage.shop, name)));

            stage.awaitStatus("verifying-first", TestdataTest.ready("Verifying"));
            testdata.compare("verifying-first", "verifying");
            stage.awaitSettled("verifying", 1);
            stage.annotate("verifying", Names.ROTATE, "ticket-4711");
            stage.awaitStatus("verifying", TestdataTest.ready("Verifying"));
            testdata.compare("verifying", "verifying-beside-a-good-value");

            stage.awaitStatus("sweeping", TestdataTest.ready("Sweeping"));
            testdata.compare("sweeping", "sweeping");

            stage.awaitSettled("publishing", 1);
            cluster.kubectl(
                            "patch",
                            "secret/publishing",
                            "-n",
                            stage.shop,
                            "-p",
                            "{\"data\": {\"%s\": null}}".formatted(kind.entry()))
                    .orFail();
            stage.awaitStatus("publishing", TestdataTest.ready("Publishing"));
            testdata.compare("publishing", "publishing");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_one_whose_call_was_begun_by_an_operator_that_is_gone(Kind kind, ControlPlane cluster, @TempDir Path dir)
            throws InterruptedException {
        try (var stage = new Stage(cluster).of(kind)) {
            stage.provider.order(
                    FaultRule.on(kind.create(), Fault.endlessBody()).always());
            try (var process = OperatorProcess.start(stage, dir, "keyturn")) {
                stage.apply("checkout");
                new Ledgers(stage).await("checkout", ledger -> ledger.intent() != null);
                process.kill();
            }
            stage.with(InstantSource.fixed(Instant.now())).start();
            stage.awaitStatus("checkout", TestdataTest.ready("Issuing"));
            new Testdata(stage).compare("checkout", "issuing");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_one_whose_namespace_was_made_anew(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            NamespaceDeletedTest.makeAnew(stage);
            stage.apply("checkout");
            stage.awaitStatus("checkout", TestdataTest.ready("Revoking").and(TestdataTest.revision(2)));
            new Testdata(stage).compare("checkout", "revoking");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_one_whose_secret_the_api_server_does_not_take(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind).with(InstantSource.fixed(Instant.now()))) {
            stage.kubectl(gone(stage, "true"));
            try {
                await("the webhook").atMost(Stage.PATIENCE).until(() -> refuses(stage, "probe"));
                stage.start().apply("checkout");
                stage.awaitStatus("checkout", TestdataTest.ready("BackingOff"));
                new Testdata(stage).compare("checkout", "backing-off");
            } finally {
                cluster.kubectl("delete", "validatingwebhookconfiguration/gone-" + stage.shop)
                        .orFail();
            }
        }
    }

    /** An admission webhook whose server is gone: the API server answers writes of such Secrets by 500, where the condition holds. */
    static String gone(Stage stage, String condition) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: gone-%1$s}
                webhooks:
                  - name: gone.example.com
                    clientConfig: {url: "https://127.0.0.1:1/"}
                    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [secrets]}]
                    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
                    matchConditions: [{name: such, expression: "%2$s"}]
                    failurePolicy: Fail
                    sideEffects: None
                    timeoutSeconds: 1
                    admissionReviewVersions: [v1]
                """.formatted(stage.shop, condition);
    }

    static boolean refuses(Stage stage, String name) {
        var said = stage.cluster.kubectl(
                "create", "secret", "generic", name, "-n", stage.shop, "--dry-run=server", "--from-literal=a=b");
        return said.exitCode() != 0 && said.stderr().contains("gone.example.com");
    }
}
