package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of credentials whose account lacks something: a token, or an endpoint that the operator knows. */
@ClusterTest
final class TestdataOfTokensTest {

    @ParameterizedTest
    @EnumSource
    void of_credentials_whose_account_lacks_something(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind)) {
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
                """.formatted(state, stage.shop, endpoint, token)
                + Providers.credential(stage.kind(), stage.shop, state));
        stage.awaitStatus(state, status -> Stage.reason(status, "Stalled").equals(reason));
        testdata.compare(state, state);
    }

    @ParameterizedTest
    @EnumSource
    void of_a_credential_with_a_good_value_whose_account_lost_its_token(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind).start()) {
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            cluster.kubectl("delete", "secret/suprsend", "-n", stage.home).orFail();
            stage.annotate("checkout", Names.ROTATE, "ticket-4711");
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals("TokenMissing"));
            new Testdata(stage).compare("checkout", "token-missing-beside-a-good-value");
        }
    }
}
