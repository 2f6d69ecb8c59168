package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.main.Configuration.ElectionConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says where it cannot start. */
@ClusterTest
final class RefusedStartTest {

    private static final String NEW = version("36");

    private final Stage stage;

    @TempDir
    private Path dir = Path.of("");

    RefusedStartTest(ControlPlane cluster) {
        stage = new Stage(cluster);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static String version(String minor) {
        return "{\"major\": \"1\", \"minor\": \"%s\", \"gitVersion\": \"v1.%s.0\", \"buildDate\": \"2024-01-01T00:00:00Z\"}"
                .formatted(minor, minor);
    }

    @Test
    void an_api_server_that_cannot_be_reached_is_told_from_one_that_answers() {
        var closed = new CannedApiServer(Map.of());
        closed.close();

        assertThatThrownBy(() -> OperatorProcess.start(stage, dir, "keyturn", closed.kubeconfig(dir)))
                .hasMessageContaining("has ended")
                .hasMessageMatching("(?s).*keyturn: the API server at http://127.0.0.1:\\d+/? cannot be reached "
                        + "\\(\\w+\\); check the server and its certificate in the file that KUBECONFIG names.*")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void a_kubeconfig_that_cannot_be_read_is_said_without_its_content() throws IOException {
        var broken = Files.writeString(dir.resolve("broken.kubeconfig"), "users: [{hush");

        assertThatThrownBy(() -> OperatorProcess.start(stage, dir, "keyturn", broken))
                .hasMessageContaining("has ended")
                .hasMessageContaining("keyturn: the access to the API server cannot be read (")
                .hasMessageNotContainingAny("hush", "\tat ");
    }

    @Test
    void what_a_login_helper_says_is_not_repeated() throws IOException {
        var helped = Files.writeString(dir.resolve("helped.kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: helped
                clusters: [{name: helped, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: helped, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: echo, args: ["{hush"]}}}]
                contexts: [{name: helped, context: {cluster: helped, user: helped}}]
                """);

        assertThatThrownBy(() -> OperatorProcess.start(stage, dir, "keyturn", helped))
                .hasMessageContaining("keyturn: the API server at http://127.0.0.1:1")
                .hasMessageNotContainingAny("hush", "\tat ");
    }

    @Test
    void an_old_api_server_is_named_and_nothing_else_is_asked() {
        try (var old = new CannedApiServer(Map.of("/version", version("29")))) {
            refused(old, "the API server is Kubernetes 1.29, and Keyturn needs 1.30 or later; upgrade the cluster");

            assertThat(old.asked()).containsExactly("GET /version");
        }
    }

    @Test
    void a_namespace_that_is_not_there_is_named() {
        try (var bare = new CannedApiServer(Map.of("/version", NEW))) {
            refused(
                    bare,
                    "namespace " + stage.home + " does not exist; create it: kubectl create namespace " + stage.home);
        }
    }

    @Test
    void a_definition_that_is_not_there_is_named() {
        try (var lacking = new CannedApiServer(Map.of(
                "/version",
                NEW,
                "/api/v1/namespaces/" + stage.home,
                "{\"kind\": \"Namespace\", \"apiVersion\": \"v1\", \"metadata\": {\"name\": \"home\", \"uid\": \"1\"}}",
                "/apis/keyturn.dev/v1alpha1",
                """
                {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "keyturn.dev/v1alpha1", "resources": [
                  {"name": "suprsendapikeys", "kind": "SuprSendApiKey", "namespaced": true, "verbs": ["create"]},
                  {"name": "suprsendworkspacekeys", "kind": "SuprSendWorkspaceKey", "namespaced": true, "verbs": ["create"]},
                  {"name": "servicetokens", "kind": "ServiceToken", "namespaced": true, "verbs": ["create"]},
                  {"name": "suprsendaccounts", "kind": "SuprSendAccount", "namespaced": true, "verbs": ["create"]}]}
                """))) {
            refused(
                    lacking,
                    "the custom resources ClusterSuprSendAccount are not installed: kubectl apply --server-side -f crds/");
            assertThat(lacking.asked()).noneMatch(call -> !call.startsWith("GET "));
        }
    }

    private void refused(CannedApiServer server, String sentence) {
        assertThatThrownBy(() -> OperatorProcess.start(stage, dir, "keyturn", server.kubeconfig(dir)))
                .hasMessageContaining("has ended")
                .hasMessageContaining("keyturn: " + sentence)
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void a_right_to_the_lease_that_is_missing_is_named() {
        stage.with(stage.settings().election(new ElectionConfiguration(true, null, null, null)));

        without("create", "leases", "create leases.coordination.k8s.io in namespace " + stage.home);
    }

    @Test
    void a_right_to_the_keyrings_that_is_missing_is_named() {
        without("get", "secrets", "get secrets in namespace " + stage.home);
    }

    private void without(String verb, String resource, String right) {
        stage.as(OperatorsAccount.with(stage, rights -> rights.without(verb, resource)));

        assertThatThrownBy(() -> OperatorProcess.start(stage, dir, "keyturn"))
                .hasMessageContaining("has ended")
                .hasMessageContaining("Keyturn may not " + right + "; grant it that");
    }
}
