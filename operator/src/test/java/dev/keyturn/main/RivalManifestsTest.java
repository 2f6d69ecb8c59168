package dev.keyturn.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two resources of one input that want what only one may have: the second is told what the operator would tell it. */
final class RivalManifestsTest {

    @TempDir
    private Path dir = Path.of("");

    private PlanReport planned(String... resources) throws Exception {
        var file = dir.resolve("keys.yaml");
        Files.writeString(file, String.join("---\n", resources));
        return PlanOfManifestsTest.planned(List.of(file.toString()));
    }

    private static String resource(String kind, String namespace, String name, String spec) {
        return """
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec: {workspace: staging, %s}
                """.formatted(kind, name, namespace, spec);
    }

    private static String key(String namespace, String name, String spec) {
        return resource("SuprSendApiKey", namespace, name, spec);
    }

    private static String pair(String namespace, String name, String spec) {
        return resource("SuprSendWorkspaceKey", namespace, name, "pair: Default, " + spec);
    }

    @Test
    void one_secret_is_published_by_one() throws Exception {
        var report = planned(
                key("shop", "checkout", ""),
                key("shop", "basket", "publish: {secretName: checkout}"),
                resource("SuprSendWorkspaceKey", "shop", "signer", "publish: {secretName: checkout}"),
                key("other", "checkout", ""));

        assertThat(report.isRight()).isFalse();
        assertThat(report.text())
                .contains(
                        "shop/basket (SuprSendApiKey)\n  now       Conflict: Secret checkout is published by SuprSendApiKey/checkout;"
                                + " delete one of the two, and apply it again with another publish.secretName if it is still wanted\n\n",
                        "shop/signer (SuprSendWorkspaceKey)\n  now       Conflict: Secret checkout is published by SuprSendApiKey/checkout;",
                        "other/checkout (SuprSendApiKey)\n  now       the first key is issued",
                        "4 credentials: 0 to turn within 24 hours, 2 with something to do or to wait for now, 2 that cannot be used.");
    }

    @Test
    void one_key_that_was_made_by_hand_has_one_resource() throws Exception {
        var report = planned(
                key("shop", "checkout", "takeOver: {keyId: ws_apik_1}"),
                key("other", "basket", "takeOver: {keyId: ws_apik_1}"),
                key("shop", "orders", "takeOver: {keyId: ws_apik_2}"));

        assertThat(report.isRight()).isFalse();
        assertThat(report.text())
                .contains(
                        "other/basket (SuprSendApiKey)\n  now       Conflict: SuprSendApiKey/checkout in shop has taken over key ws_apik_1;"
                                + " one key has one resource: delete one of the two, or give this one a key of its own\n",
                        "shop/orders (SuprSendApiKey)\n  now       begins with key ws_apik_2");
    }

    @Test
    void a_workspace_has_one_default_pair() throws Exception {
        var report = planned(
                pair("shop", "one", ""),
                pair("shop", "two", ""),
                pair("shop", "of-another-account", "accountRef: {kind: SuprSendAccount, name: team}"),
                pair("other", "of-a-third-account", "accountRef: {kind: SuprSendAccount, name: team}"));

        assertThat(report.isRight()).isFalse();
        assertThat(report.text())
                .contains(
                        "shop/two (SuprSendWorkspaceKey)\n  now       Conflict: SuprSendWorkspaceKey/one has the default pair of workspace"
                                + " staging; delete one of the two, and apply it again with pair: Own where it is to have a pair\n",
                        "shop/of-another-account (SuprSendWorkspaceKey)\n  now       it is found out",
                        "other/of-a-third-account (SuprSendWorkspaceKey)\n  now       it is found out");
    }

    @Test
    void what_stands_there_twice_is_said_and_not_taken_for_a_rival() throws Exception {
        assertThat(planned(key("shop", "checkout", ""), key("shop", "checkout", "suspend: true"))
                        .text())
                .contains(
                        "cannot be used: it stands there twice, and what is applied last would stay; keep one of the two");
    }

    @Test
    void what_cannot_be_used_has_nothing_that_another_one_could_want() throws Exception {
        assertThat(planned(
                                key("shop", "checkout", "publish: {secretName: a, data: {a: b}}"),
                                key("shop", "basket", "publish: {secretName: a}"))
                        .text())
                .contains("shop/basket (SuprSendApiKey)\n  now       the first key is issued");
    }
}
