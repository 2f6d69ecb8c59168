package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Material is in the keyring, in the account's record and token, in the published Secret and in calls to the provider, and nowhere else. */
@ClusterTest
final class CanaryTest {

    @Test
    void no_material_is_anywhere_but_where_it_belongs(ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().sweepFor("3s"));
            var canaries = new HashSet<String>();
            canaries.add(stage.provider.serviceToken());
            var said = "";
            try (var program = OperatorProcess.start(stage, dir, "keyturn", "TRACE")) {
                stage.apply("checkout", "rotation: {overlap: 0s}");
                stage.awaitSettled("checkout", 1);
                canaries.add(stage.published("checkout"));

                stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.statusAfterEffect(500)));
                stage.provider.order(FaultRule.on(CallKind.PROBE, Fault.html()));
                stage.provider.order(FaultRule.on(CallKind.DELETE_KEY, Fault.wrongShape()));
                stage.provider.order(FaultRule.on(CallKind.LIST_KEYS, Fault.truncated()));
                stage.annotate("checkout", "keyturn.dev/rotate", "please");
                stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));
                canaries.add(stage.published("checkout"));

                stage.provider.order(FaultRule.on(CallKind.CREATE_KEY, Fault.truncated()));
                // The leaked value itself, pasted where a ticket number belongs.
                var leaked = stage.published("checkout");
                stage.annotate("checkout", "keyturn.dev/exposed", leaked);
                stage.awaitStatus(
                        "checkout",
                        status -> Integer.valueOf(3).equals(status.revision())
                                && status.requests().stream()
                                        .anyMatch(request -> request.token().startsWith("sha256:")
                                                && request.provedDeadAt() != null));
                canaries.add(stage.published("checkout"));

                cluster.kubectl("delete", "secret/checkout", "-n", stage.shop).orFail();
                stage.awaitStatus("checkout", _ -> !stage.published("checkout").isEmpty());
                cluster.kubectl("annotate", "ssak/checkout", "-n", stage.shop, "keyturn.dev/exposed-")
                        .orFail();
                program.stop();
                said = program.log();
            }

            assertThat(canaries).hasSize(4);
            places(stage, said)
                    .forEach((place, text) -> assertThat(found(canaries, text))
                            .as("material in %s", place)
                            .isZero());
            assertThat(said).contains("DEBUG", "provider called");
            assertThat(found(canaries, secretValues(stage))).isPositive();
        }
    }

    /** Everything that a person or a machine may read without a right to read Secrets, and what lies beside their values. */
    private static Map<String, String> places(Stage stage, String said) {
        var places = new LinkedHashMap<String, String>();
        places.put("what the program said", said);
        for (var namespace : Set.of(stage.home, stage.shop)) {
            for (var kind : Set.of("events", "ssak", "ssacct", "configmaps", "leases")) {
                places.put(
                        kind + " of " + namespace,
                        stage.cluster
                                .kubectl("get", kind, "-n", namespace, "-o", "json", "--show-managed-fields")
                                .orFail());
            }
            places.put(
                    "what lies beside the values of Secrets of " + namespace,
                    secrets(stage, namespace)
                            .map(secret -> secret.getMetadata().toString())
                            .reduce("", String::concat));
        }
        places.put(
                "the account",
                stage.cluster
                        .kubectl("get", "cssacct", stage.accountName(), "-o", "yaml")
                        .orFail());
        return places;
    }

    private static String secretValues(Stage stage) {
        return Stream.of(stage.home, stage.shop)
                .flatMap(namespace -> secrets(stage, namespace))
                .flatMap(secret -> secret.getData().values().stream())
                .reduce("", (all, value) -> all + "\n" + value);
    }

    private static Stream<Secret> secrets(Stage stage, String namespace) {
        return stage.client().secrets().inNamespace(namespace).list().getItems().stream();
    }

    /** How many of the canaries are in the text, plain or as base64. */
    private static long found(Set<String> canaries, String text) {
        return canaries.stream()
                .filter(canary -> text.contains(canary)
                        || text.contains(Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(canary.getBytes(StandardCharsets.UTF_8))))
                .count();
    }
}
