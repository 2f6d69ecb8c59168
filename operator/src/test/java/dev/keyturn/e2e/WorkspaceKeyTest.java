package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A pair of workspace key and secret of its own, beside the default one of its workspace. */
@ClusterTest
final class WorkspaceKeyTest {

    private static final String KEY = "SUPRSEND_WORKSPACE_KEY";
    private static final String SECRET = "SUPRSEND_WORKSPACE_SECRET";

    @Test
    void both_halves_are_published_together_and_turn_together(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, "rotation: {overlap: 0s}");
            wait(stage, "jsonpath={.status.revision}=1");
            var first = published(stage);
            assertThat(first).containsOnlyKeys(KEY, SECRET);
            assertThat(accepts(stage, first)).isTrue();

            annotate(stage, "keyturn.dev/rotate=ticket-4711");
            wait(stage, "jsonpath={.status.requests[?(@.token==\"ticket-4711\")].provedDeadAt}");

            var second = published(stage);
            assertThat(second).containsOnlyKeys(KEY, SECRET);
            assertThat(second.get(KEY)).isNotEqualTo(first.get(KEY));
            assertThat(second.get(SECRET)).isNotEqualTo(first.get(SECRET));
            assertThat(accepts(stage, second)).isTrue();
            assertThat(accepts(stage, first)).isFalse();
        }
    }

    @Test
    void it_turns_by_triggers_alone_where_no_schedule_is_given(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            apply(stage, "");
            wait(stage, "condition=Ready");

            assertThat(json(stage, "{.status.next}")).isEmpty();
            assertThat(json(stage, "{.status.effective.every}")).isEmpty();
        }
    }

    private static boolean accepts(Stage stage, Map<String, String> pair) {
        return stage.provider.pairs().accepts(pair.getOrDefault(KEY, ""), pair.getOrDefault(SECRET, ""));
    }

    private static void apply(Stage stage, String spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendWorkspaceKey
                metadata: {name: signer, namespace: %s}
                spec:
                  accountRef: {name: %s}
                  workspace: staging
                  %s
                """.formatted(stage.shop, stage.accountName(), spec));
    }

    private static void annotate(Stage stage, String annotation) {
        stage.cluster
                .kubectl("annotate", "sswk/signer", "-n", stage.shop, annotation)
                .orFail();
    }

    private static void wait(Stage stage, String what) {
        stage.cluster
                .kubectl("wait", "sswk/signer", "-n", stage.shop, "--timeout=60s", "--for=" + what)
                .orFail();
    }

    private static String json(Stage stage, String path) {
        return stage.cluster
                .kubectl("get", "sswk/signer", "-n", stage.shop, "-o", "jsonpath=" + path)
                .orFail();
    }

    private static Map<String, String> published(Stage stage) {
        var values = new TreeMap<String, String>();
        stage.client()
                .secrets()
                .inNamespace(stage.shop)
                .withName("signer")
                .get()
                .getData()
                .forEach((name, value) ->
                        values.put(name, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return values;
    }
}
