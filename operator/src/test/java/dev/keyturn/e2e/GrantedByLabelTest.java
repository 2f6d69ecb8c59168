package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.port.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A grant by labels goes by those that a namespace has at the moment, and nothing is suspended here: what is let in has keys. */
@ClusterTest
final class GrantedByLabelTest {

    private static void grant(Stage stage, String selector) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: %s}
                spec:
                  serviceTokenRef: {name: suprsend}
                  grants: [{namespaces: {selector: %s}, workspaces: [staging]}]
                """.formatted(stage.accountName(), selector));
    }

    private static void label(Stage stage, String namespace, String... labels) {
        var command = new ArrayList<>(List.of("label", "namespace/" + namespace, "--overwrite"));
        command.addAll(List.of(labels));
        stage.cluster.kubectl(command.toArray(String[]::new)).orFail();
    }

    private static void awaitNotGranted(Stage stage, String name) {
        stage.awaitStatus(name, status -> Stage.reason(status, "Stalled").equals("AccountNotGranted"));
    }

    @Test
    void the_namespace_with_the_label_has_keys_and_the_one_without_has_none(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            var other = stage.anotherNamespace();
            grant(stage, "{matchLabels: {tenant: paying}, matchExpressions: [{key: closed, operator: DoesNotExist}]}");
            label(stage, stage.shop, "tenant=paying");
            label(stage, other, "tenant=paying", "closed=yes");
            stage.start();

            stage.apply("checkout");
            stage.kubectl("""
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendApiKey
                    metadata: {name: refunds, namespace: %s}
                    spec: {accountRef: {name: %s}, workspace: staging}
                    """.formatted(other, stage.accountName()));

            stage.awaitSettled("checkout", 1);
            await().atMost(Stage.PATIENCE)
                    .untilAsserted(() -> assertThat(reasons(stage, other)).containsExactly("AccountNotGranted"));
            assertThat(stage.made()).isOne();
            assertThat(stage.client()
                            .secrets()
                            .inNamespace(other)
                            .withName("refunds")
                            .get())
                    .isNull();
        }
    }

    private static List<String> reasons(Stage stage, String namespace) {
        return stage.client().resources(SuprSendApiKey.class).inNamespace(namespace).list().getItems().stream()
                .filter(key -> key.getStatus() != null)
                .map(key -> Stage.reason(Objects.requireNonNull(key.getStatus()), "Ready"))
                .toList();
    }

    @Test
    void a_label_that_is_taken_away_ends_it_at_the_next_look_and_one_that_is_back_goes_on(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            grant(stage, "{matchLabels: {tenant: paying}}");
            label(stage, stage.shop, "tenant=paying");
            stage.start();
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            var value = stage.published("checkout");

            label(stage, stage.shop, "tenant-");
            stage.annotate("checkout", Names.ROTATE, "please");
            stage.apply("refunds");
            awaitNotGranted(stage, "checkout");
            awaitNotGranted(stage, "refunds");
            assertThat(stage.made()).isOne();
            assertThat(stage.published("checkout")).isEqualTo(value);
            assertThat(stage.published("refunds")).isEmpty();
            assertThat(stage.provider.accepts(value)).isTrue();

            label(stage, stage.shop, "tenant=paying");
            new Person(stage).look("checkout");
            stage.awaitSettled("checkout", 2);
        }
    }
}
