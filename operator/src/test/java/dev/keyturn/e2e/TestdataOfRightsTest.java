package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same where the operator may not do what it has to. */
@ClusterTest
final class TestdataOfRightsTest {

    private static final String REASON = "MissingPermission";

    @ParameterizedTest
    @EnumSource
    void of_what_has_its_secret_where_the_operator_may_read_none(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind).withKeyringsApart()) {
            stage.as(OperatorsAccount.with(
                    stage,
                    rights -> rights.without("get", "secrets", stage.home).without("get", "secrets", stage.shop)));
            var testdata = new Testdata(stage);
            var sight = new AccountSight(stage);
            stage.start().kubectl(Providers.token(stage.shop, "unread", "unread") + """
                    ---
                    apiVersion: keyturn.dev/v1alpha1
                    kind: SuprSendAccount
                    metadata: {name: unread, namespace: %s}
                    spec: {serviceTokenRef: {name: unread-token}}
                    """.formatted(stage.shop));
            stage.apply("unread");

            sight.await("SuprSendAccount", "unread", REASON);
            testdata.compare("SuprSendAccount", "unread", "missing-permission");
            sight.await("ClusterSuprSendAccount", stage.accountName(), REASON);
            testdata.compare("ClusterSuprSendAccount", stage.accountName(), "missing-permission");
            stage.awaitStatus(
                    "unread", status -> Stage.reason(status, "Stalled").equals(REASON));
            testdata.compare("unread", "missing-permission");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_a_credential_with_a_good_value_that_the_operator_may_not_change(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind)) {
            stage.as(OperatorsAccount.with(stage, rights -> rights.without("update", "secrets", stage.shop)));
            stage.start().apply("checkout");
            stage.awaitSettled("checkout", 1);

            stage.annotate("checkout", Names.ROTATE, "ticket-4711");
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals(REASON));
            new Testdata(stage).compare("checkout", "missing-permission-beside-a-good-value");
        }
    }
}
