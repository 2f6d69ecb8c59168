package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import dev.keyturn.plan.Standing;
import dev.keyturn.port.Names;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What Keyturn keeps for itself cannot be kept, read or worked with: whoever waits for it is told, and it goes on. */
@ClusterTest
final class StoreTroubleTest {

    @Test
    void a_quota_of_the_keyring_namespace_is_said_and_goes_on_when_it_is_gone(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var quotas = stage.client().resourceQuotas().inNamespace(stage.keyringNamespace());
            cluster.kubectl("create", "quota", "none", "--hard=count/secrets=0", "-n", stage.keyringNamespace())
                    .orFail();
            await().atMost(Stage.PATIENCE)
                    .until(() -> !quotas.withName("none")
                            .require()
                            .getStatus()
                            .getHard()
                            .isEmpty());

            stage.apply("checkout");
            stage.awaitStatus(
                    "checkout",
                    says(
                            "MissingPermission",
                            "see whether an admission rule or a quota of namespace " + stage.keyringNamespace()
                                    + " forbids it"));

            quotas.withName("none").delete();
            new Person(stage).look("checkout");
            stage.awaitSettled("checkout", 1);
            assertThat(stage.made()).isOne();
        }
    }

    @Test
    void an_account_record_that_cannot_be_read_is_said_and_holds_nothing_but_new_keys(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            var record = record(stage);

            put(stage, record, "{}");
            time.pass(Duration.ofMinutes(2));
            stage.annotate("checkout", Names.EXPOSED, "build-log-4711");
            var told = stage.awaitStatus(
                    "checkout", says("KeyringMissing", "restore Secret " + stage.keyringNamespace() + "/"));
            assertThat(Stage.reason(told, "Ready")).isEqualTo("ExposedStillAlive");

            put(stage, record, text(record));
            time.pass(Duration.ofMinutes(2));
            new Person(stage).look("checkout");
            stage.awaitSettled("checkout", 2);
        }
    }

    @Test
    void a_mistyped_token_is_said_by_the_account_while_an_older_one_works(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);

            stage.clusterAccount.token("mistyped");
            stage.annotate("checkout", Names.ROTATE, "please");
            stage.awaitSettled("checkout", 2);
            await().atMost(Stage.PATIENCE)
                    .until(
                            () -> degraded(stage),
                            said -> said.startsWith(
                                            "AccountUnauthorized the provider refuses the token in Secret suprsend")
                                    && said.endsWith("Ready=True"));

            stage.clusterAccount.token(stage.provider.serviceToken());
            stage.annotate("checkout", Names.ROTATE, "again");
            stage.awaitSettled("checkout", 3);
            await().atMost(Stage.PATIENCE).until(() -> degraded(stage), "  Ready=True"::equals);
        }
    }

    /** What was to be retained is the key in use: one that is dead by decision goes on dying. */
    @Test
    void a_retained_credential_keeps_its_key_and_none_of_those_that_were_condemned(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", "deletionPolicy: Retain", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);
            var first = stage.published("checkout");
            stage.provider.order(
                    FaultRule.on(CallKind.DELETE_KEY, Fault.status(503)).always());
            stage.annotate("checkout", Names.ROTATE, "please");
            stage.awaitStatus(
                    "checkout",
                    status -> status.keys().stream().anyMatch(key -> key.state().equals("Revoking")));
            var second = stage.published("checkout");

            stage.delete("checkout");
            new Ledgers(stage).awaitStanding("checkout", Standing.Retained);
            stage.provider.heal();

            await().atMost(Stage.PATIENCE).until(() -> stage.living().size() == 1);
            assertThat(stage.provider.accepts(second)).isTrue();
            assertThat(stage.provider.accepts(first)).isFalse();
            assertThat(stage.published("checkout")).isEqualTo(second);
        }
    }

    private static Predicate<CredentialStatus> says(String reason, String part) {
        return status -> status.conditions().stream()
                .anyMatch(condition -> condition.getReason().equals(reason)
                        && condition.getMessage().contains(part));
    }

    private static String degraded(Stage stage) {
        return stage.cluster
                .kubectl(
                        "get",
                        "cssacct/" + stage.accountName(),
                        "-o",
                        "jsonpath={.status.conditions[?(@.type==\"Degraded\")].reason} "
                                + "{.status.conditions[?(@.type==\"Degraded\")].message} "
                                + "Ready={.status.conditions[?(@.type==\"Ready\")].status}")
                .orFail();
    }

    private static Secret record(Stage stage) {
        return stage.client()
                .secrets()
                .inNamespace(stage.keyringNamespace())
                .withLabel(Names.PART, Names.PART_ACCOUNT)
                .list()
                .getItems()
                .getFirst();
    }

    private static String text(Secret record) {
        return new String(Base64.getDecoder().decode(record.getData().get("record.json")), StandardCharsets.UTF_8);
    }

    private static void put(Stage stage, Secret record, String text) {
        new Person(stage)
                .put(new SecretBuilder(record)
                        .addToData(Map.of(
                                "record.json",
                                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                        .build());
    }
}
