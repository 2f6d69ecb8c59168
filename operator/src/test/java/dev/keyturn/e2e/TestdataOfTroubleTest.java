package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of accounts, and of credentials whose provider is in trouble: the clock stands still, or each would be at another of its tries. */
@ClusterTest
final class TestdataOfTroubleTest {

    /** Each is a provider, an account and a credential, none of which comes to a key. */
    private static final Map<String, FaultRule> TROUBLES = Map.of(
            "provider-unusable",
                    FaultRule.on(CallKind.LIST_WORKSPACES, Fault.html()).always(),
            "provider-unavailable",
                    FaultRule.on(CallKind.LIST_WORKSPACES, Fault.status(503)).always(),
            "provider-rate-limited",
                    FaultRule.on(CallKind.LIST_WORKSPACES, Fault.status(429, Duration.ofHours(1)))
                            .always(),
            "account-unauthorized",
                    FaultRule.on(CallKind.LIST_WORKSPACES, Fault.status(401)).always());

    @ParameterizedTest
    @EnumSource
    void of_providers_in_trouble(Kind kind, ControlPlane cluster) {
        try (var stage = standing(kind, cluster)) {
            var testdata = new Testdata(stage);
            TROUBLES.forEach((name, rule) -> stage.providers.add(name).order(rule));
            stage.providers
                    .add("issuing-fails")
                    .order(FaultRule.on(kind.create(), Fault.status(500)).always());
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            stage.providers.forEach((name, _) -> stage.kubectl(Providers.credential(stage.kind(), stage.shop, name)));

            TROUBLES.keySet().forEach(name -> {
                stage.awaitStatus(name, status -> reason(name).equals(Stage.reason(status, "Degraded")));
                testdata.compare(name, name);
                if (name.startsWith("provider-")) {
                    new AccountSight(stage).await("SuprSendAccount", name, reason(name));
                    testdata.compare("SuprSendAccount", name, name);
                    ofAClusterAccount(stage, testdata, name);
                }
            });
            stage.awaitStatus("issuing-fails", TestdataOfTroubleTest::hasFailedTwice);
            testdata.compare("issuing-fails", "issuing-fails");
        }
    }

    private static void ofAClusterAccount(Stage stage, Testdata testdata, String trouble) {
        var name = stage.accountName() + "-" + trouble;
        // Any token does: it is the provider that is in trouble.
        stage.kubectl(Providers.token(stage.home, trouble, stage.provider.serviceToken())
                + """
                ---
                apiVersion: keyturn.dev/v1alpha1
                kind: ClusterSuprSendAccount
                metadata: {name: %s}
                spec: {endpoint: %s, serviceTokenRef: {name: %s-token}}
                """.formatted(name, trouble, trouble));
        try {
            new AccountSight(stage).await("ClusterSuprSendAccount", name, reason(trouble));
            testdata.compare("ClusterSuprSendAccount", name, trouble);
        } finally {
            stage.cluster.kubectl("delete", "clustersuprsendaccount/" + name, "--wait=false");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_credentials_with_a_good_value_and_trouble_behind_it(Kind kind, ControlPlane cluster) {
        var time = new AtomicReference<>(Instant.now());
        try (var stage = new Stage(cluster).of(kind).with(time::get)) {
            var testdata = new Testdata(stage);
            var person = new Person(stage);
            var refused = stage.providers.add("refused");
            var failing = stage.providers.add("failing");
            var immortal = stage.providers.add("immortal");
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            stage.providers.forEach((name, _) -> {
                stage.kubectl(Providers.credential(stage.kind(), stage.shop, name, "rotation: {overlap: 0s}"));
                stage.awaitSettled(name, 1);
            });

            refused.order(
                    FaultRule.on(CallKind.LIST_WORKSPACES, Fault.status(401)).always());
            refused.order(FaultRule.on(kind.list(), Fault.status(401)).always());
            refused.order(FaultRule.on(kind.create(), Fault.status(401)).always());
            stage.annotate("refused", Names.ROTATE, "ticket-4711");
            stage.awaitStatus(
                    "refused", status -> Stage.reason(status, "Degraded").equals("AccountUnauthorized"));
            testdata.compare("refused", "account-unauthorized-beside-a-good-value");

            failing.order(FaultRule.on(kind.create(), Fault.status(500)).always());
            stage.annotate("failing", Names.ROTATE, "ticket-4711");
            stage.awaitStatus("failing", TestdataOfTroubleTest::hasFailedTwice);
            testdata.compare("failing", "issuing-fails-beside-a-good-value");

            immortal.order(FaultRule.on(kind.delete(), Fault.deadLate(Duration.ofHours(1)))
                    .always());
            stage.annotate("immortal", Names.ROTATE, "ticket-4711");
            stage.awaitStatus(
                    "immortal", status -> Stage.reason(status, "Ready").equals("Proving"));
            testdata.compare("immortal", "proving");
            time.updateAndGet(now -> now.plus(Duration.ofMinutes(3)));
            person.look("immortal");
            stage.awaitStatus(
                    "immortal",
                    TestdataTest.seen(person.generation("immortal"))
                            .and(status -> Stage.reason(status, "Degraded").equals("RevocationUnproved")));
            testdata.compare("immortal", "revocation-unproved");
        }
    }

    private static Stage standing(Kind kind, ControlPlane cluster) {
        return new Stage(cluster).of(kind).with(InstantSource.fixed(Instant.now()));
    }

    /** The second try comes at once, and the third never while the clock stands. */
    private static boolean hasFailedTwice(CredentialStatus status) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.getMessage().endsWith("; 2 failures in a row"));
    }

    private static String reason(String state) {
        return switch (state) {
            case "provider-unusable" -> "ProviderUnusable";
            case "provider-unavailable" -> "ProviderUnavailable";
            case "provider-rate-limited" -> "ProviderRateLimited";
            default -> "AccountUnauthorized";
        };
    }
}
