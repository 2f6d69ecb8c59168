package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A service token is handed over by a person: asked for, proved, published, and its end is proved. */
@ClusterTest
final class ServiceTokenTest {

    private static final Map<String, String> CONSENT = Map.of("keyturn.dev/adoptable-by", "ServiceToken/suprsend");

    @Test
    void the_first_token_of_an_account_is_asked_for_and_opens_it(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply();

            var waiting = tokens.await(
                    status -> Stage.reason(status, "ActionRequired").equals("AwaitingDelivery"));
            assertThat(Stage.statusOf(waiting, "Ready")).isEqualTo("False");
            assertThat(Stage.reason(waiting, "Ready")).isEqualTo("AwaitingDelivery");
            assertThat(Stage.reason(waiting, "Reconciling")).isEqualTo("AwaitingDelivery");
            assertThat(tokens.message("ActionRequired")).startsWith("platform@example.com: make a new service token");
            tokens.apiKey("checkout");

            var made = tokens.handOver();

            tokens.await(status -> Integer.valueOf(1).equals(status.revision())
                    && Stage.reason(status, "Ready").equals("Settled"));
            assertThat(tokens.published()).isEqualTo(made.material());
            await().atMost(Stage.PATIENCE).until(() -> tokens.delivery().isEmpty());
            stage.awaitSettled("checkout", 1);
        }
    }

    /** Seen to work, line 1. */
    @Test
    void the_operators_own_token_turns_three_times_and_no_other_credential_of_the_account_notices(
            ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().byHand(CONSENT).apply("rotation: {overlap: 0s}");
            tokens.apiKey("checkout", "rotation: {overlap: 0s}");
            tokens.await(status -> Integer.valueOf(1).equals(status.revision()));
            stage.awaitSettled("checkout", 1);
            assertThat(tokens.published()).isEqualTo(stage.provider.serviceToken());
            var old = stage.provider.serviceTokenId();

            for (var revision = 2; revision <= 4; revision++) {
                tokens.annotate("keyturn.dev/rotate=ask-" + revision);
                stage.annotate("checkout", "keyturn.dev/rotate", "turn-" + revision);
                var made = tokens.handOver();
                tokens.awaitRevision(revision);
                assertThat(tokens.published()).isEqualTo(made.material());
                tokens.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDeletion"));
                assertThat(tokens.message("ActionRequired"))
                        .contains("delete the old service token", "revision " + (revision - 1));
                stage.awaitSettled("checkout", revision);

                stage.provider.deleteToken(old);
                old = made.id();
                tokens.look();
                var asked = revision;
                tokens.await(status -> status.requests().stream()
                        .anyMatch(request -> request.token().equals("ask-" + asked) && request.provedDeadAt() != null));
            }

            var kinds = Set.of(CallKind.CREATE_KEY, CallKind.LIST_KEYS, CallKind.DELETE_KEY);
            assertThat(stage.provider.calls(call -> kinds.contains(call.kind()) && call.status() >= 400))
                    .isEmpty();
            // What is asked of an account by its token; a probe of one token asks for one row.
            assertThat(stage.provider.calls(call -> call.kind() == CallKind.LIST_WORKSPACES
                            && call.path().contains("limit=50")
                            && call.status() >= 400))
                    .isEmpty();
        }
    }

    /** Seen to work, line 7. */
    @Test
    void whoever_may_read_the_secret_stands_in_the_status_and_a_reader_too_many_is_told(ControlPlane cluster) {
        var time = new ShiftedTime();
        var binding = "reads-all-secrets-" + UUID.randomUUID();
        try (var stage = new Stage(cluster).with(time).start()) {
            var tokens = new Tokens(stage)
                    .account()
                    .apply("allowedReaders: [{kind: ServiceAccount, namespace: " + stage.shop + ", name: web}]");
            cluster.kubectl("create", "role", "reads", "-n", stage.shop, "--verb=get", "--resource=secrets")
                    .orFail();
            cluster.kubectl(
                            "create",
                            "rolebinding",
                            "reads",
                            "-n",
                            stage.shop,
                            "--role=reads",
                            "--serviceaccount=" + stage.shop + ":web")
                    .orFail();
            tokens.handOver();
            tokens.awaitRevision(1);
            assertThat(tokens.readers()).contains("ServiceAccount/" + stage.shop + "/web");
            var before = tokens.message("Degraded");

            cluster.kubectl("create", "clusterrole", binding, "--verb=list", "--resource=secrets")
                    .orFail();
            cluster.kubectl(
                            "create",
                            "clusterrolebinding",
                            binding,
                            "--clusterrole=" + binding,
                            "--serviceaccount=elsewhere:curious")
                    .orFail();
            time.pass(Duration.ofMinutes(61));
            tokens.look();

            tokens.await(_ -> tokens.readers().contains("ServiceAccount/elsewhere/curious"));
            tokens.await(status -> Stage.reason(status, "Degraded").equals("TooManyReaders"));
            assertThat(tokens.message("Degraded"))
                    .contains("ServiceAccount/elsewhere/curious")
                    .doesNotContain("/web");
            await().atMost(Stage.PATIENCE)
                    .until(() -> tokens.events("TooManyReaders").contains("ServiceAccount/elsewhere/curious"));
            assertThat(stage.metrics()).containsPattern("keyturn_readers_beyond [1-9]");

            cluster.kubectl("delete", "clusterrolebinding", binding).orFail();
            time.pass(Duration.ofMinutes(61));
            tokens.look();
            tokens.await(_ -> !tokens.readers().contains("ServiceAccount/elsewhere/curious"));
            assertThat(tokens.message("Degraded")).isEqualTo(before);
        } finally {
            cluster.kubectl("delete", "clusterrolebinding,clusterrole", binding, "--ignore-not-found");
        }
    }

    /** The token that a cluster account works with is in the operator's own namespace, and there alone something else is published. */
    @Test
    void the_token_of_a_cluster_account_is_looked_after_in_the_operators_namespace(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = Tokens.ofTheCluster(stage).apply("rotation: {overlap: 0s}");
            tokens.awaitRevision(1);
            stage.apply("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);

            tokens.annotate("keyturn.dev/rotate=now");
            var made = tokens.handOver();
            tokens.awaitRevision(2);
            assertThat(tokens.published()).isEqualTo(made.material());
            stage.provider.deleteToken(stage.provider.serviceTokenId());
            tokens.look();
            tokens.await(status -> Stage.reason(status, "Ready").equals("Settled")
                    && status.keys().size() == 1);

            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 2);
        }
    }
}
