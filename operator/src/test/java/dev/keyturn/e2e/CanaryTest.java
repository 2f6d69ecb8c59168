package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Material is in the keyring, in the account's record and token, in the published Secret and in calls to the provider, and nowhere
 * else: not even where everything logs at its finest level while calls fail, the API server refuses, and writes conflict.
 */
@ClusterTest
final class CanaryTest {

    private static final String LOST = "lost a write";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void no_material_is_anywhere_but_where_it_belongs(ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster);
                var canaries = new Canaries(stage);
                var rights = new Rights(stage)) {
            stage.with(stage.settings().sweepFor("3s").caps(100, 100));
            String said;
            try (var program = OperatorProcess.start(stage, dir, "keyturn", rights.kubeconfig(), everything())) {
                stage.apply("checkout", "rotation: {overlap: 0s}");
                await().atMost(LONGEST).until(() -> !stage.published("checkout").isEmpty());
                callsThatFail(stage);
                aPolicyThatQuotesWhatItRefuses(stage);
                writesThatConflict(stage, program);
                rightsThatAreTakenAway(stage, rights);
                program.stop();
                said = program.log();
            }

            assertThat(said)
                    .as("everything is talkative")
                    .contains("DEBUG", "io.fabric8", "io.javaoperatorsdk", "provider called");
            assertThat(said).as("what went wrong").contains(LOST).contains("403");
            assertThat(canaries.count())
                    .as("values of six revisions, and the token")
                    .isGreaterThanOrEqualTo(7);
            places(stage, said)
                    .forEach((place, text) -> assertThat(canaries.in(text))
                            .as("material in %s", place)
                            .isEmpty());
            assertThat(canaries.in(secrets(stage)))
                    .as("the search finds what is there")
                    .isNotEmpty();
        }
    }

    private static String[] everything() {
        var configuration =
                Path.of(System.getProperty("keyturn.repository"), "operator/src/test/resources/logback-everything.xml");
        return new String[] {
            "-Dlogback.configurationFile=" + configuration,
            "-Djdk.httpclient.HttpClient.log=all",
            "-Djdk.internal.httpclient.debug=true",
            "-Djavax.net.debug=all"
        };
    }

    private static void callsThatFail(Stage stage) {
        stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.statusAfterEffect(500)));
        stage.provider.order(FaultRule.on(CallKind.PROBE, Fault.html()));
        stage.provider.order(FaultRule.on(CallKind.DELETE_KEY, Fault.wrongShape()));
        stage.provider.order(FaultRule.on(CallKind.LIST_KEYS, Fault.truncated()));
        stage.annotate("checkout", Names.ROTATE, "please");
        awaitRevision(stage, 2);

        stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.truncated()));
        // The leaked value itself, pasted where a ticket number belongs.
        stage.annotate("checkout", Names.EXPOSED, stage.published("checkout"));
        awaitRevision(stage, 3);
        stage.awaitStatus(
                "checkout",
                status -> status.requests().stream()
                        .anyMatch(request -> request.token().startsWith("sha256:") && request.provedDeadAt() != null));
        stage.cluster
                .kubectl("annotate", "ssak/checkout", "-n", stage.shop, Names.EXPOSED + "-")
                .orFail();
    }

    /** What an API server says in a refusal may be made of the object that it refuses. */
    private static void aPolicyThatQuotesWhatItRefuses(Stage stage) {
        stage.kubectl("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: quoting-%1$s}
                spec:
                  matchConstraints:
                    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [UPDATE], resources: [secrets]}]
                  validations:
                    - expression: "!has(object.data) || !('SUPRSEND_API_KEY' in object.data)"
                      messageExpression: "'refused: ' + string(object.data['SUPRSEND_API_KEY'])"
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: quoting-%1$s}
                spec:
                  policyName: quoting-%1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(stage.shop));
        await("the policy").atMost(LONGEST).until(() -> quoted(stage));
        stage.annotate("checkout", Names.ROTATE, "once more");
        stage.awaitStatus("checkout", status -> Stage.reason(status, "Stalled").equals("MissingPermission"));
        stage.cluster
                .kubectl(
                        "delete",
                        "validatingadmissionpolicy/quoting-" + stage.shop,
                        "validatingadmissionpolicybinding/quoting-" + stage.shop)
                .orFail();
        awaitRevision(stage, 4);
    }

    private static boolean quoted(Stage stage) {
        var said = stage.cluster.kubectl(
                "annotate",
                "secret/checkout",
                "-n",
                stage.shop,
                "--overwrite",
                "example.com/word=" + System.nanoTime());
        return said.exitCode() != 0 && said.stderr().contains("refused: ");
    }

    private static void writesThatConflict(Stage stage, OperatorProcess program) {
        try (var threads = Executors.newSingleThreadScheduledExecutor()) {
            var others = threads.scheduleWithFixedDelay(() -> touch(stage), 0, 5, TimeUnit.MILLISECONDS);
            stage.annotate("checkout", Names.ROTATE, "and again");
            await("a write that is lost")
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> program.log().contains(LOST));
            others.cancel(false);
        }
        awaitRevision(stage, 5);
    }

    /** Somebody who writes to the same objects all the time. */
    private static void touch(Stage stage) {
        var word = "{\"metadata\": {\"annotations\": {\"example.com/word\": \"%s\"}}}".formatted(System.nanoTime());
        stage.keyrings()
                .forEach(keyring -> stage.client()
                        .secrets()
                        .inNamespace(stage.home)
                        .withName(keyring.getMetadata().getName())
                        .patch(word));
        stage.client().secrets().inNamespace(stage.shop).withName("checkout").patch(word);
    }

    private static void rightsThatAreTakenAway(Stage stage, Rights rights) {
        rights.take();
        await("the refusals").atMost(LONGEST).until(() -> {
            try (var client = rights.client()) {
                client.secrets().inNamespace(stage.home).list();
                return false;
            } catch (KubernetesClientException e) {
                return e.getCode() == 403;
            }
        });
        var refusals = Bill.open(stage);
        stage.annotate("checkout", Names.ROTATE, "for the last time");
        await("a refused call").atMost(LONGEST).until(() -> refusals.refused() > 0);
        rights.give();
        awaitRevision(stage, 6);
    }

    private static void awaitRevision(Stage stage, int revision) {
        await("revision " + revision)
                .atMost(LONGEST)
                .until(() -> stage.status("checkout")
                        .filter(status -> Integer.valueOf(revision).equals(status.revision()))
                        .isPresent());
    }

    /** Everything that a person or a machine may read without a right to read Secrets, and what lies beside their values. */
    private static Map<String, String> places(Stage stage, String said) {
        var places = new LinkedHashMap<String, String>();
        places.put("what the program said", said);
        for (var namespace : List.of(stage.home, stage.shop)) {
            for (var kind : List.of("events", "ssak", "ssacct", "configmaps", "leases")) {
                places.put(
                        kind + " of " + namespace,
                        stage.cluster
                                .kubectl("get", kind, "-n", namespace, "-o", "json", "--show-managed-fields")
                                .orFail());
            }
            stage.client()
                    .secrets()
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .forEach(secret -> places.put(
                            "what lies beside the values of Secret "
                                    + secret.getMetadata().getName(),
                            secret.getMetadata().toString()));
        }
        places.put(
                "the account",
                stage.cluster
                        .kubectl("get", "cssacct", stage.accountName(), "-o", "yaml")
                        .orFail());
        return places;
    }

    private static String secrets(Stage stage) {
        return stage.cluster
                .kubectl("get", "secrets", "-n", stage.home, "-o", "json")
                .orFail();
    }
}
