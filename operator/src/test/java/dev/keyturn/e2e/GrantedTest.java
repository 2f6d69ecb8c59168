package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialResource;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.crd.SuprSendApiKey;
import dev.keyturn.crd.SuprSendWorkspaceKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is granted what: every combination of namespace, workspace, default pair and service token, for every kind that asks. */
@ClusterTest
final class GrantedTest {

    /** A grant of its own account, and what it is worth to a namespace. */
    private record Combination(int number, boolean namespace, boolean workspace, boolean defaultPair, boolean token) {

        static Combination of(int number) {
            return new Combination(number, (number & 1) != 0, (number & 2) != 0, (number & 4) != 0, (number & 8) != 0);
        }

        String account(Stage stage) {
            return stage.accountName() + "-" + number;
        }

        String manifests(Stage stage) {
            return """
                    apiVersion: keyturn.dev/v1alpha1
                    kind: ClusterSuprSendAccount
                    metadata: {name: %1$s}
                    spec:
                      serviceTokenRef: {name: suprsend}
                      grants: [{namespaces: {names: [%3$s]}, workspaces: [%4$s], defaultPair: %5$s, serviceTokens: %6$s}]
                    ---
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendApiKey
                    metadata: {name: key-%7$d, namespace: %2$s}
                    spec: {accountRef: {name: %1$s}, workspace: staging, suspend: true}
                    ---
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendWorkspaceKey
                    metadata: {name: own-%7$d, namespace: %2$s}
                    spec: {accountRef: {name: %1$s}, workspace: staging, suspend: true}
                    ---
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendWorkspaceKey
                    metadata: {name: default-%7$d, namespace: %2$s}
                    spec: {accountRef: {name: %1$s}, workspace: staging, pair: Default, suspend: true}
                    ---
                    apiVersion: keyturn.dev/v1alpha1
                    kind: ServiceToken
                    metadata: {name: token-%7$d, namespace: %2$s}
                    spec: {accountRef: {name: %1$s}, suspend: true}
                    """.formatted(
                            account(stage),
                            stage.shop,
                            namespace ? stage.shop : "somebody-else",
                            workspace ? "staging" : "production",
                            defaultPair,
                            token,
                            number);
        }

        Map<String, String> expected() {
            return Map.of(
                    "key-" + number, said(namespace && workspace),
                    "own-" + number, said(namespace && workspace),
                    "default-" + number, said(namespace && workspace && defaultPair),
                    "token-" + number, said(namespace && token));
        }

        /** What is granted goes on to the next question, and is found to be suspended. */
        private static String said(boolean granted) {
            return granted ? "Suspended" : "AccountNotGranted";
        }
    }

    @Test
    void each_kind_is_let_in_by_what_is_granted_to_it_and_by_nothing_else(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var all = IntStream.range(0, 16).mapToObj(Combination::of).toList();
            try {
                stage.create(all.stream()
                        .map(combination -> combination.manifests(stage))
                        .collect(Collectors.joining("---\n")));
                var expected = new TreeMap<String, String>();
                all.forEach(combination -> expected.putAll(combination.expected()));

                await().atMost(Stage.PATIENCE)
                        .untilAsserted(() -> assertThat(said(stage)).isEqualTo(expected));
                assertThat(stage.made()).isZero();
            } finally {
                all.forEach(combination ->
                        cluster.kubectl("delete", "cssacct/" + combination.account(stage), "--wait=false"));
            }
        }
    }

    private static Map<String, String> said(Stage stage) {
        return List.<Class<? extends CredentialResource>>of(
                        SuprSendApiKey.class, SuprSendWorkspaceKey.class, ServiceToken.class)
                .stream()
                .flatMap(type -> list(stage, type))
                .filter(found -> found.getStatus() != null)
                .collect(Collectors.toMap(
                        found -> found.getMetadata().getName(),
                        found -> Stage.reason(Objects.requireNonNull(found.getStatus()), "Ready"),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static <R extends CredentialResource> Stream<R> list(Stage stage, Class<R> type) {
        return stage.client().resources(type).inNamespace(stage.shop).list().getItems().stream();
    }
}
