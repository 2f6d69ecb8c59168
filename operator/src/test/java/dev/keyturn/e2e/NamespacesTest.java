package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An operator that watches some namespaces and no cluster accounts, as one whose rights end there. */
@ClusterTest
final class NamespacesTest {

    @Test
    void aSecretChangedInAnyOfTheWatchedNamespacesIsPutRight(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().withoutClusterAccounts());
            stage.providers.add("own");
            var namespaces = List.of(stage.shop, stage.anotherNamespace(), stage.anotherNamespace());
            stage.start();
            for (var namespace : namespaces) {
                stage.kubectl(stage.providers.manifest(namespace) + Providers.credential(namespace, "own"));
            }
            var published = namespaces.stream()
                    .collect(Collectors.toMap(namespace -> namespace, namespace -> awaitPublished(stage, namespace)));

            for (var namespace : namespaces) {
                stage.cluster
                        .kubectl("patch", "secret/own", "-n", namespace, "-p", "{\"data\":{\"SUPRSEND_API_KEY\":null}}")
                        .orFail();
            }

            published.forEach((namespace, data) -> await("the Secret in " + namespace)
                    .atMost(Stage.PATIENCE)
                    .until(() -> data(stage, namespace).equals(Optional.of(data))));
        }
    }

    @Test
    void oneThatIsGoneIsNamedInTheReadiness(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.account().excuse("namespace-deleted");
            assertThat(stage.unready()).isEmpty();

            cluster.kubectl("delete", "namespace/" + stage.shop).orFail();
            stage.restart();

            await("the rights that went with it")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(stage.unready())
                            .anyMatch(sentence ->
                                    sentence.startsWith("Keyturn may not list secrets in namespace " + stage.shop)));
        }
    }

    @Test
    void rightsThatAreTakenAwayAreNamedUntilTheyAreBack(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.unready()).isEmpty();

            stage.account().take();
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            await("what is missing")
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(stage.unready())
                            .anyMatch(sentence -> sentence.startsWith("Keyturn may not get secrets in namespace ")));

            stage.account().give();
            await("readiness")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> stage.unready().isEmpty());
            stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));
        }
    }

    @Test
    void keyringsMayHaveANamespaceOfTheirOwn(ControlPlane cluster) {
        try (var stage = new Stage(cluster).withKeyringsApart()) {
            stage.with(stage.settings().deletionDelay("0s").sweepFor("1s")).start();
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            var old = stage.published("checkout");

            stage.restart().annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 2);

            assertThat(stage.provider.accepts(old)).isFalse();
            assertThat(stage.keyrings()).hasSize(1);
            assertThat(stage.client().secrets().inNamespace(stage.home).list().getItems())
                    .extracting(secret -> secret.getMetadata().getName())
                    .containsExactly("suprsend");

            stage.delete("checkout");
            await("the end of the keyring")
                    .atMost(Stage.PATIENCE)
                    .until(() -> stage.keyrings().isEmpty());
            assertThat(stage.living()).isEmpty();
        }
    }

    @Test
    void aClusterAccountIsNotLookedAtAndThatIsSaid(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().withoutClusterAccounts()).start();
            stage.apply("checkout");

            var status = stage.awaitStatus("checkout", seen -> "AccountMissing".equals(Stage.reason(seen, "Ready")));

            assertThat(status.conditions())
                    .filteredOn(condition -> condition.getType().equals("Ready"))
                    .allSatisfy(condition -> assertThat(condition.getMessage())
                            .contains("clusterAccounts: false", "name a SuprSendAccount"));
            assertThat(stage.made()).isZero();
        }
    }

    private static Map<String, String> awaitPublished(Stage stage, String namespace) {
        return await("the Secret in " + namespace)
                .atMost(Stage.PATIENCE)
                .until(() -> data(stage, namespace), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Map<String, String>> data(Stage stage, String namespace) {
        return Optional.ofNullable(stage.client()
                        .secrets()
                        .inNamespace(namespace)
                        .withName("own")
                        .get())
                .map(Secret::getData);
    }
}
