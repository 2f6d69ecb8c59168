package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.port.Names;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The same of service tokens, which people make and end, and of accounts whose token nobody looks after any more. */
@ClusterTest
final class TestdataOfHandOffsTest {

    private static final String KIND = "ServiceToken";

    @Test
    void of_tokens_that_are_handed_over(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            var testdata = new Testdata(stage);
            var tokens = new Tokens(stage).account().apply();
            testdata.compare(KIND, Tokens.NAME, "new");
            stage.start();
            tokens.awaitCommand();
            testdata.compare(KIND, Tokens.NAME, "awaiting-delivery");
            tokens.put(delivery("no-such-token"));
            tokens.await(TestdataTest.ready("DeliveryRefused"));
            testdata.compare(KIND, Tokens.NAME, "delivery-refused");
            tokens.put(delivery(stage.provider.mintToken().material()));
            tokens.await(TestdataTest.ready("Settled"));
            testdata.compare(KIND, Tokens.NAME, "settled");

            compareActions(testdata);
            tokens.apply("suspend: true");
            tokens.await(TestdataTest.seen(2));
            testdata.compare(KIND, Tokens.NAME, "suspended");
            testdata.compareAction(KIND, Tokens.NAME, "suspended-by-git", "resumed", after -> suspend(after, false));
            tokens.apply();
            tokens.await(TestdataTest.seen(3));

            tokens.annotate("keyturn.dev/rotate=ticket-4711");
            tokens.awaitCommand();
            testdata.compare(KIND, Tokens.NAME, "awaiting-delivery-beside-a-good-value");
            tokens.put(delivery("no-such-token"));
            tokens.await(TestdataTest.ready("DeliveryRefused"));
            testdata.compare(KIND, Tokens.NAME, "delivery-refused-beside-a-good-value");
            tokens.put(delivery(stage.provider.mintToken().material()));
            tokens.await(TestdataTest.ready("Overlap").and(TestdataTest.revision(2)));
            testdata.compare(KIND, Tokens.NAME, "overlap");

            stage.stop();
            tokens.apply("rotation: {every: 90d}");
            testdata.compare(KIND, Tokens.NAME, "spec-not-seen-yet");
            cluster.kubectl("delete", "svctok/" + Tokens.NAME, "-n", stage.shop, "--wait=false")
                    .orFail();
            testdata.compare(KIND, Tokens.NAME, "deleting");
            stage.start();
        }
    }

    private static void compareActions(Testdata testdata) {
        testdata.compareAction(KIND, Tokens.NAME, "settled", "rotated", after -> annotate(after, Names.ROTATE));
        testdata.compareAction(KIND, Tokens.NAME, "settled", "marked-exposed", after -> annotate(after, Names.EXPOSED));
        testdata.compareAction(KIND, Tokens.NAME, "settled", "suspended", after -> suspend(after, true));
    }

    @Test
    void of_tokens_whose_predecessor_is_still_accepted(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time);
                var kubelet = new Kubelet(stage, Tokens.NAME)) {
            var testdata = new Testdata(stage);
            stage.start();
            var tokens = new Tokens(stage).account().apply("rotation: {overlap: 0s}");
            tokens.handOver();
            tokens.await(TestdataTest.ready("Settled"));
            kubelet.run("app", "env");
            tokens.annotate("keyturn.dev/rotate=ticket-4711");
            tokens.handOver();
            tokens.await(TestdataTest.ready("WaitingForConsumers").and(TestdataTest.revision(2)));
            testdata.compare(KIND, Tokens.NAME, "waiting-for-consumers");

            kubelet.remove("app");
            tokens.look();
            tokens.await(TestdataTest.ready("AwaitingDeletion").and(TestdataTest.seen(tokens.generation())));
            testdata.compare(KIND, Tokens.NAME, "awaiting-deletion");
            time.pass(Duration.ofDays(8));
            tokens.look();
            tokens.await(degraded("Overdue").and(TestdataTest.seen(tokens.generation())));
            testdata.compare(KIND, Tokens.NAME, "overdue");

            tokens.annotate("keyturn.dev/exposed=build-log-4711");
            tokens.await(TestdataTest.ready("ExposedStillAlive")
                    .and(_ -> tokens.message("ActionRequired").contains(". And ")));
            testdata.compare(KIND, Tokens.NAME, "exposed");
        }
    }

    @Test
    void of_a_token_that_waits_for_its_window(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage)
                    .account()
                    .apply("rotation: {every: 1s, windows: " + WindowsTest.ONE_HOUR_IN_FOUR_YEARS + "}");
            tokens.handOver();
            tokens.await(TestdataTest.ready("OutsideWindow"));
            new Testdata(stage).compare(KIND, Tokens.NAME, "outside-window");
        }
    }

    @Test
    void of_a_token_that_is_not_asked_for_yet(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            new Tokens(stage).account().apply("suspend: true").await(TestdataTest.ready("Suspended"));
            new Testdata(stage).compare(KIND, Tokens.NAME, "suspended-before-the-first-key");
        }
    }

    @Test
    void of_a_token_that_somebody_may_read_whom_nobody_allowed(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            cluster.kubectl("create", "role", "reads", "-n", stage.shop, "--verb=get", "--resource=secrets")
                    .orFail();
            cluster.kubectl(
                            "create",
                            "rolebinding",
                            "reads",
                            "-n",
                            stage.shop,
                            "--role=reads",
                            "--serviceaccount=" + stage.shop + ":curious")
                    .orFail();
            var tokens = new Tokens(stage).account().apply("allowedReaders: []");
            tokens.handOver();
            tokens.await(degraded("TooManyReaders").and(TestdataTest.ready("Settled")));
            new Testdata(stage).compare(KIND, Tokens.NAME, "too-many-readers");
        }
    }

    @Test
    void of_an_account_whose_token_nobody_looks_after_any_more(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply();
            tokens.handOver();
            tokens.awaitRevision(1);
            unmanaged(stage, stage.shop, "SuprSendAccount", Tokens.ACCOUNT);
        }
    }

    @Test
    void of_an_account_of_the_cluster_whose_token_nobody_looks_after_any_more(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            Tokens.ofTheCluster(stage).apply().awaitRevision(1);
            unmanaged(stage, stage.home, "ClusterSuprSendAccount", stage.accountName());
        }
    }

    private static void unmanaged(Stage stage, String namespace, String kind, String account) {
        new AccountSight(stage).await(kind, account, "Authenticated");
        stage.cluster
                .kubectl("delete", "svctok/" + Tokens.NAME, "-n", namespace, "--timeout=60s")
                .orFail();
        awaitReasons(stage, kind, account, "Authenticated TokenUnmanaged");
        new Testdata(stage).compare(kind, account, "token-unmanaged");

        stage.client()
                .secrets()
                .inNamespace(namespace)
                .withName(Tokens.NAME)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"stringData\": {\"%s\": \"mistyped\"}}".formatted(Tokens.ENTRY));
        stage.cluster
                .kubectl(
                        "patch",
                        kind,
                        account,
                        "-n",
                        stage.shop,
                        "--type=merge",
                        "-p",
                        "spec: {contact: somebody@example.com}")
                .orFail();
        awaitReasons(stage, kind, account, "Authenticated AccountUnauthorized");
        new Testdata(stage).compare(kind, account, "older-token-in-use");
    }

    private static void awaitReasons(Stage stage, String kind, String account, String reasons) {
        await("the account to say so")
                .atMost(Stage.PATIENCE)
                .until(() -> stage.cluster
                        .kubectl(
                                "get", kind, account, "-n", stage.shop, "-o", "jsonpath={.status.conditions[*].reason}")
                        .orFail()
                        .equals(reasons));
    }

    static Map<String, byte[]> delivery(String token) {
        return Map.of("token", token.getBytes(StandardCharsets.UTF_8));
    }

    private static Predicate<CredentialStatus> degraded(String reason) {
        return status -> Stage.reason(status, "Degraded").equals(reason);
    }

    private static void annotate(ObjectNode resource, String annotation) {
        ((ObjectNode) resource.get("metadata"))
                .withObjectProperty("annotations")
                .put(annotation, "argocd-0001-01-01T00:00:00Z");
    }

    private static void suspend(ObjectNode resource, boolean suspended) {
        ((ObjectNode) resource.get("spec")).put("suspend", suspended);
    }
}
