package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same of accounts of either kind, whose states differ in nothing. */
@ClusterTest
final class TestdataOfAccountsTest {

    @ParameterizedTest
    @ValueSource(strings = {"SuprSendAccount", "ClusterSuprSendAccount"})
    void of_accounts(String kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            var testdata = new Testdata(stage);
            var sight = new AccountSight(stage);
            var place = kind.equals("SuprSendAccount") ? stage.shop : stage.home;
            var prefix = stage.accountName() + "-";
            stage.kubectl(Providers.token(place, "good", stage.provider.serviceToken())
                    + Providers.token(place, "empty", " ")
                    + Providers.token(place, "wrong", "no-such-token"));
            try {
                stage.kubectl(account(kind, prefix + "known", stage, "cloud", "good"));
                testdata.compare(kind, prefix + "known", "new");
                stage.start();
                sight.await(kind, prefix + "known", "Authenticated");
                testdata.compare(kind, prefix + "known", "authenticated");

                stage.kubectl(account(kind, prefix + "unfilled", stage, "cloud", "empty"));
                sight.await(kind, prefix + "unfilled", "TokenEmpty");
                testdata.compare(kind, prefix + "unfilled", "token-empty");
                stage.kubectl(account(kind, prefix + "mistyped", stage, "cloud", "absent"));
                sight.await(kind, prefix + "mistyped", "TokenMissing");
                testdata.compare(kind, prefix + "mistyped", "token-missing");
                stage.kubectl(account(kind, prefix + "refused", stage, "cloud", "wrong"));
                sight.await(kind, prefix + "refused", "AccountUnauthorized");
                testdata.compare(kind, prefix + "refused", "account-unauthorized");
                stage.kubectl(account(kind, prefix + "elsewhere", stage, "moon", "good"));
                sight.await(kind, prefix + "elsewhere", "EndpointUnknown");
                testdata.compare(kind, prefix + "elsewhere", "endpoint-unknown");

                stage.stop().kubectl(account(kind, prefix + "known", stage, "cloud", "wrong"));
                testdata.compare(kind, prefix + "known", "spec-not-seen-yet");
                held(stage, kind, prefix + "known", "[example.com/held]");
                cluster.kubectl("delete", kind, prefix + "known", "-n", stage.shop, "--wait=false")
                        .orFail();
                testdata.compare(kind, prefix + "known", "deleting");
                held(stage, kind, prefix + "known", "null");
            } finally {
                for (var name : new String[] {"known", "unfilled", "mistyped", "refused", "elsewhere"}) {
                    cluster.kubectl(
                            "delete", kind, prefix + name, "-n", stage.shop, "--ignore-not-found", "--wait=false");
                }
            }
        }
    }

    /** Keyturn has no finalizer on an account; somebody else may. */
    private static void held(Stage stage, String kind, String name, String finalizers) {
        stage.cluster
                .kubectl(
                        "patch",
                        kind,
                        name,
                        "-n",
                        stage.shop,
                        "--type=merge",
                        "-p",
                        "metadata: {finalizers: %s}".formatted(finalizers))
                .orFail();
    }

    private static String account(String kind, String name, Stage stage, String endpoint, String token) {
        return """
                apiVersion: keyturn.dev/v1alpha1
                kind: %s
                metadata: {name: %s, namespace: %s}
                spec: {endpoint: %s, serviceTokenRef: {name: %s-token}}
                """.formatted(kind, name, stage.shop, endpoint, token);
    }
}
