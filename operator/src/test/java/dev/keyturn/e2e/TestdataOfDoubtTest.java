package dev.keyturn.e2e;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of credentials of which the provider, or a Secret, says something else than the keyring. */
@ClusterTest
final class TestdataOfDoubtTest {

    /** Longer than the patience with a new key that is refused. */
    private static final Duration PATIENCE_IS_OVER = Duration.ofMinutes(3);

    @ParameterizedTest
    @EnumSource
    void of_one_whose_secret_another_installation_publishes(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind)) {
            stage.kubectl("""
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: checkout
                      namespace: %s
                      annotations: {keyturn.dev/installation: another1, keyturn.dev/keyring: kr-of-another}
                    """.formatted(stage.shop));
            stage.start().apply("checkout");
            stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Stalled").equals("ForeignInstallation"));
            new Testdata(stage).compare("checkout", "foreign-installation");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_credentials_whose_account_has_another_token_than_before(Kind kind, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(kind)) {
            var testdata = new Testdata(stage);
            stage.providers.add("changed");
            stage.providers.add("unseen");
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            stage.providers.forEach((name, _) -> {
                stage.kubectl(Providers.credential(stage.kind(), stage.shop, name));
                stage.awaitSettled(name, 1);
            });

            stage.stop();
            stage.providers.add("changed");
            stage.providers.add("unseen", "elsewhere");
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            stage.annotate("changed", Names.ROTATE, "ticket-4711");
            stage.annotate("unseen", Names.ROTATE, "ticket-4711");

            stage.awaitStatus("changed", TestdataTest.ready("WorkspaceChanged"));
            testdata.compare("changed", "workspace-changed");
            stage.awaitStatus("unseen", TestdataTest.ready("WorkspaceNotSeen"));
            testdata.compare("unseen", "workspace-not-seen");
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_credentials_whose_provider_makes_keys_and_refuses_them(Kind kind, ControlPlane cluster) {
        var time = new AtomicReference<>(Instant.now());
        try (var stage = new Stage(cluster).of(kind).with(time::get)) {
            var testdata = new Testdata(stage);
            var person = new Person(stage);
            var refusing = stage.providers.add("refusing");
            refusing.order(FaultRule.on(kind.create(), Fault.acceptedLate(Duration.ofHours(1)))
                    .always());
            var forgetful = stage.providers.add("forgetful");
            stage.start().kubectl(stage.providers.manifest(stage.shop));
            stage.providers.forEach((name, _) ->
                    stage.kubectl(Providers.credential(stage.kind(), stage.shop, name, "rotation: {overlap: 0s}")));

            stage.awaitSettled("forgetful", 1);
            // The new key is proved by two probes; the one after them asks whether the old one may die.
            forgetful.order(
                    FaultRule.on(CallKind.PROBE, Fault.status(401)).skipping(2).always());
            stage.annotate("forgetful", Names.ROTATE, "ticket-4711");
            stage.awaitStatus("forgetful", TestdataTest.ready("ProviderDisagrees"));
            testdata.compare("forgetful", "provider-disagrees-beside-a-good-value");

            stage.awaitStatus("refusing", TestdataTest.ready("Verifying"));
            time.updateAndGet(now -> now.plus(PATIENCE_IS_OVER));
            person.look("refusing");
            stage.awaitStatus(
                    "refusing",
                    TestdataTest.seen(person.generation("refusing"))
                            .and(status -> status.keys().size() == 2));
            time.updateAndGet(now -> now.plus(PATIENCE_IS_OVER));
            person.look("refusing");
            stage.awaitStatus(
                    "refusing",
                    TestdataTest.seen(person.generation("refusing")).and(TestdataTest.ready("ProviderDisagrees")));
            testdata.compare("refusing", "provider-disagrees");
        }
    }
}
