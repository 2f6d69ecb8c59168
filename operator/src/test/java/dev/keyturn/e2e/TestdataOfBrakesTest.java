package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.port.Names;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of credentials whose operator is held: by a person, or by a clock that is off. */
@ClusterTest
final class TestdataOfBrakesTest {

    private static final Duration OFF = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource
    void of_one_that_is_frozen_and_of_one_whose_operator_has_another_time(Kind kind, ControlPlane cluster) {
        var wall = new ShiftedTime();
        try (var stage = new Stage(cluster).of(kind).withWallClock(wall).start()) {
            var testdata = new Testdata(stage);
            stage.apply("checkout");
            stage.awaitSettled("checkout", 1);

            freeze(stage);
            stage.awaitStatus("checkout", degraded("Frozen"));
            testdata.compare("checkout", "frozen");

            unfreeze(stage);
            stage.awaitSettled("checkout", 1);
            wall.pass(OFF.negated());
            new Person(stage).look("checkout");
            stage.awaitStatus("checkout", degraded("ClockSuspect"));
            testdata.compare("checkout", "clock-suspect");
        }
    }

    @Test
    void of_a_service_token(ControlPlane cluster) {
        var wall = new ShiftedTime();
        try (var stage = new Stage(cluster).withWallClock(wall).start()) {
            var testdata = new Testdata(stage);
            var tokens = new Tokens(stage).account().apply();
            tokens.handOver();
            tokens.await(TestdataTest.ready("Settled"));

            freeze(stage);
            tokens.await(degraded("Frozen"));
            testdata.compare("ServiceToken", Tokens.NAME, "frozen");

            unfreeze(stage);
            tokens.await(TestdataTest.ready("Settled"));
            wall.pass(OFF.negated());
            tokens.look();
            tokens.await(degraded("ClockSuspect"));
            testdata.compare("ServiceToken", Tokens.NAME, "clock-suspect");
        }
    }

    private static void freeze(Stage stage) {
        stage.cluster
                .kubectl("create", "configmap", Names.FREEZE, "-n", stage.home, "--from-literal=namespaces=*")
                .orFail();
    }

    private static void unfreeze(Stage stage) {
        stage.cluster
                .kubectl("delete", "configmap", Names.FREEZE, "-n", stage.home)
                .orFail();
    }

    private static Predicate<CredentialStatus> degraded(String reason) {
        return status -> Stage.reason(status, "Degraded").equals(reason);
    }
}
