package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Material is in the keyring, in the account's record and token, in the published Secret and in calls to the provider, and nowhere
 * else: not even where everything logs at its finest level while calls fail, the API server refuses, and writes conflict.
 */
@ClusterTest
final class CanaryTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void no_material_is_anywhere_but_where_it_belongs(ControlPlane cluster, @TempDir Path dir) {
        try (var stage = new Stage(cluster);
                var canaries = new Canaries(stage)) {
            stage.with(stage.settings().sweepFor("3s").caps(100, 100));
            try (var program = OperatorProcess.start(stage, dir, "keyturn", everything())) {
                stage.apply("checkout", "rotation: {overlap: 0s}");
                await().atMost(LONGEST).until(() -> !stage.published("checkout").isEmpty());
                var mishaps = new Mishaps(stage);
                mishaps.callsThatFail();
                var refused = mishaps.aPolicyThatQuotesWhatItRefuses();
                mishaps.writesThatConflict(program);
                mishaps.rightsThatAreTakenAway();
                program.stop();

                assertThat(program.log())
                        .as("everything is talkative")
                        .contains("DEBUG", "io.fabric8", "io.javaoperatorsdk", "provider called");
                assertThat(program.log()).as("what went wrong").contains(Mishaps.LOST, "SafeException");
                assertThat(canaries.count())
                        .as("values of six revisions, and the token")
                        .isGreaterThanOrEqualTo(7);
                places(stage, program.log(), refused)
                        .forEach((place, text) -> assertThat(canaries.in(text))
                                .as("material in %s", place)
                                .isEmpty());
                assertThat(canaries.in(secrets(stage)))
                        .as("the search finds what is there")
                        .isNotEmpty();
            }
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

    /** Everything that a person or a machine may read without a right to read Secrets, and what lies beside their values. */
    private static Map<String, String> places(Stage stage, String said, String refused) {
        var places = new LinkedHashMap<String, String>();
        places.put("what the program said", said);
        places.put("the status while a policy refused", refused);
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
