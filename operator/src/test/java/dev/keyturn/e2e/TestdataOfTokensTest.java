package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import org.junit.jupiter.api.Test;

/** The same of credentials whose account lacks something: a token, or an endpoint that the operator knows. */
@ClusterTest
final class TestdataOfTokensTest {

    private static final String KEY = "SuprSendApiKey";

    @Test
    void of_credentials_whose_account_lacks_something(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            var testdata = new Testdata(stage);
            stage.kubectl(Providers.token(stage.shop, "empty", " "));
            stage.start();

            lacks(stage, testdata, "token-missing", "TokenMissing", "cloud", "absent");
            lacks(stage, testdata, "token-empty", "TokenEmpty", "cloud", "empty");
            lacks(stage, testdata, "endpoint-unknown", "EndpointUnknown", "moon", "absent");
        }
    }

    private static void lacks(
            Stage stage, Testdata testdata, String state, String reason, String endpoint, String token) {
        stage.kubectl("""
                apiVersion: keyturn.dev/v1alpha1
                kind: SuprSendAccount
                metadata: {name: %s, namespace: %s}
                spec: {endpoint: %s, serviceTokenRef: {name: %s-token}}
                """.formatted(state, stage.shop, endpoint, token) + Providers.credential(stage.shop, state));
        stage.awaitStatus(state, status -> Stage.reason(status, "Stalled").equals(reason));
        testdata.compare(KEY, state, state);
    }

    @Test
    void of_a_credential_with_a_good_value_whose_account_lost_its_token(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            cluster.kubectl("delete", "secret/suprsend", "-n", stage.home).orFail();
            stage.annotate("checkout", Names.ROTATE, "ticket-4711");
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals("TokenMissing"));
            new Testdata(stage).compare(KEY, "checkout", "token-missing-beside-a-good-value");
        }
    }
}
