package dev.keyturn.e2e;

import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.ServiceToken;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The same of service tokens in trouble: what they share with keys that an API makes, and come to in another way. */
@ClusterTest
final class TestdataOfServiceTokensTest {

    private static final String KIND = "ServiceToken";

    @Test
    void of_tokens_that_ask_for_what_they_cannot_have(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().shortestInterval("1h"));
            new Tokens(stage).account();
            stage.kubectl("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: theirs, namespace: %1$s}
                    stringData: {theirs: kept}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: another
                      namespace: %1$s
                      annotations: {keyturn.dev/installation: another1, keyturn.dev/keyring: kr-of-another}
                    ---
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: unprepared-delivery, namespace: %1$s}
                    ---
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendAccount
                    metadata: {name: elsewhere, namespace: %1$s}
                    spec: {endpoint: moon, serviceTokenRef: {name: absent}}
                    """.formatted(stage.shop));
            stage.start();
            var team = "{kind: SuprSendAccount, name: " + Tokens.ACCOUNT + "}";

            stalls(stage, "impatient", team, "rotation: {every: 10m}", "InvalidSpec", "invalid-spec");
            stalls(stage, "unaccounted", "{name: absent}", "", "AccountMissing", "account-missing");
            stalls(
                    stage,
                    "ungranted",
                    "{name: " + stage.accountName() + "}",
                    "",
                    "AccountNotGranted",
                    "account-not-granted");
            stalls(
                    stage,
                    "lost",
                    "{kind: SuprSendAccount, name: elsewhere}",
                    "",
                    "EndpointUnknown",
                    "endpoint-unknown");
            stalls(stage, "theirs", team, "", "NotAdoptable", "not-adoptable");
            stalls(stage, "unprepared", team, "", "NotAdoptable", "delivery-not-adoptable");
            stalls(stage, "another", team, "", "ForeignInstallation", "foreign-installation");
            apply(stage, "first", team, "");
            awaitReason(stage, "first", "ActionRequired", "AwaitingDelivery");
            stalls(stage, "second", team, "publish: {secretName: first}", "Conflict", "conflict");
        }
    }

    private static void stalls(Stage stage, String name, String account, String spec, String reason, String state) {
        apply(stage, name, account, spec);
        awaitReason(stage, name, "Stalled", reason);
        new Testdata(stage).compare(KIND, name, state);
    }

    @Test
    void of_tokens_whose_provider_is_in_trouble(ControlPlane cluster) {
        var troubles = Map.of(
                "provider-unusable",
                Fault.html(),
                "provider-unavailable",
                Fault.status(503),
                "provider-rate-limited",
                Fault.status(429, Duration.ofHours(1)),
                "account-unauthorized",
                Fault.status(401));
        try (var stage = new Stage(cluster).with(InstantSource.fixed(Instant.now()))) {
            troubles.forEach((name, fault) -> stage.providers
                    .add(name)
                    .order(FaultRule.on(CallKind.LIST_WORKSPACES, fault).always()));
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            troubles.keySet().forEach(name -> {
                apply(stage, name, "{kind: SuprSendAccount, name: " + name + "}", "");
                awaitReason(stage, name, "ActionRequired", "AwaitingDelivery");
            });
            awaitReason(stage, "account-unauthorized", "Degraded", "AccountUnauthorized");
            new Testdata(stage).compare(KIND, "account-unauthorized", "account-unauthorized");

            Map.of(
                            "provider-unusable", "ProviderUnusable",
                            "provider-unavailable", "ProviderUnavailable",
                            "provider-rate-limited", "ProviderRateLimited")
                    .forEach((name, reason) -> {
                        handIn(stage, name, stage.provider.mintToken().material());
                        awaitReason(stage, name, "Ready", reason);
                        new Testdata(stage).compare(KIND, name, name);
                    });
        }
    }

    private static void handIn(Stage stage, String name, String token) {
        await("the Secret to hand in")
                .atMost(Stage.PATIENCE)
                .until(() -> stage.client()
                                .secrets()
                                .inNamespace(stage.shop)
                                .withName(name + "-delivery")
                                .get()
                        != null);
        stage.cluster
                .kubectl(
                        "patch",
                        "secret/" + name + "-delivery",
                        "-n",
                        stage.shop,
                        "-p",
                        "stringData: {token: \"%s\"}".formatted(token))
                .orFail();
    }

    /** An admission webhook whose server is gone lets no Secret through but that for deliveries. */
    @Test
    void of_a_token_that_is_taken_in_and_not_published_yet(ControlPlane cluster) {
        try (var stage = new Stage(cluster).with(InstantSource.fixed(Instant.now()))) {
            var testdata = new Testdata(stage);
            stage.kubectl(TestdataOfRunsTest.gone(stage, "request.name == '" + Tokens.NAME + "'"));
            try {
                await("the webhook").atMost(Stage.PATIENCE).until(() -> TestdataOfRunsTest.refuses(stage, Tokens.NAME));
                stage.start();
                var tokens = new Tokens(stage).account().apply();
                var made = tokens.handOver();
                tokens.await(TestdataTest.ready("BackingOff"));
                testdata.compare(KIND, Tokens.NAME, "backing-off");

                stage.stop().provider.deleteToken(made.id());
                stage.start();
                tokens.await(TestdataTest.ready("Verifying"));
                testdata.compare(KIND, Tokens.NAME, "verifying");
            } finally {
                cluster.kubectl("delete", "validatingwebhookconfiguration/gone-" + stage.shop)
                        .orFail();
            }
        }
    }

    /** Not the token of the account itself: that one refused is another matter. */
    @Test
    void of_a_token_whose_secret_or_keyring_was_changed(ControlPlane cluster) {
        try (var stage = new Stage(cluster).with(InstantSource.fixed(Instant.now()))) {
            var testdata = new Testdata(stage);
            var account = "{kind: SuprSendAccount, name: changed}";
            var provider = stage.providers.add("changed");
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            apply(stage, "changed", account, "");
            handIn(stage, "changed", provider.mintToken().material());
            awaitReason(stage, "changed", "Ready", "Settled");
            patchSecret(stage, "data: {%s: null}".formatted(Tokens.ENTRY));
            awaitReason(stage, "changed", "Ready", "Publishing");
            testdata.compare(KIND, "changed", "publishing");

            stage.stop();
            patchSecret(stage, """
                    metadata: {annotations: {keyturn.dev/revision: "2", keyturn.dev/key-id: handed-over-later}}
                    stringData: {%s: no-such-token}
                    """.formatted(Tokens.ENTRY));
            stage.start();
            awaitReason(stage, "changed", "Ready", "ProviderDisagrees");
            testdata.compare(KIND, "changed", "provider-disagrees-beside-a-good-value");

            var keyring = stage.keyrings().getFirst().getMetadata().getName();
            cluster.kubectl("delete", "secret/" + keyring, "-n", stage.home).orFail();
            apply(stage, "changed", account, "onExposure: {waitForConsumers: 1m}");
            awaitReason(stage, "changed", "Stalled", "KeyringMissing");
            testdata.compare(KIND, "changed", "keyring-missing");
        }
    }

    private static void patchSecret(Stage stage, String patch) {
        stage.cluster
                .kubectl("patch", "secret/changed", "-n", stage.shop, "-p", patch)
                .orFail();
    }

    @Test
    void of_one_whose_namespace_was_made_anew(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply();
            tokens.handOver();
            tokens.awaitRevision(1);

            NamespaceDeletedTest.makeAnew(stage);
            tokens.account().apply();
            tokens.awaitCommand();
            tokens.put(
                    TestdataOfHandOffsTest.delivery(stage.provider.mintToken().material()));
            tokens.await(TestdataTest.ready("Revoking").and(TestdataTest.revision(2)));
            new Testdata(stage).compare(KIND, Tokens.NAME, "revoking");
        }
    }

    @Test
    void of_one_that_the_operator_may_not_publish(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.as(OperatorsAccount.with(stage, rights -> rights.without("get", "secrets", stage.shop)));
            stage.start();
            new Tokens(stage)
                    .account()
                    .apply()
                    .await(status -> Stage.reason(status, "Stalled").equals("MissingPermission"));
            new Testdata(stage).compare(KIND, Tokens.NAME, "missing-permission");
        }
    }

    private static void apply(Stage stage, String name, String account, String spec) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: ServiceToken
                metadata: {name: %s, namespace: %s}
                spec:
                  accountRef: %s
                  %s
                """.formatted(name, stage.shop, account, spec));
    }

    /** Of the spec as it is now. */
    private static void awaitReason(Stage stage, String name, String condition, String reason) {
        Awaitility.await(condition + " of " + name)
                .atMost(Stage.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> stage.client()
                                .resources(ServiceToken.class)
                                .inNamespace(stage.shop)
                                .withName(name)
                                .get(),
                        found -> isSeen(found)
                                && Stage.reason(Objects.requireNonNull(found.getStatus()), condition)
                                        .equals(reason));
    }

    private static boolean isSeen(ServiceToken found) {
        return found.getStatus() != null
                && found.getMetadata().getGeneration().equals(found.getStatus().observedGeneration());
    }
}
