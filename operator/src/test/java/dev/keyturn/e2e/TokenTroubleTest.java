package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.crd.CredentialStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A service token that was exposed, that runs out, that is refused, and that nobody looks after any more. */
@ClusterTest
final class TokenTroubleTest {

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Seen to work, line 6. */
    @Test
    void an_exposed_token_keeps_its_credential_from_being_ready_until_it_is_refused(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply();
            var old = tokens.handOver();
            tokens.awaitRevision(1);

            tokens.annotate("keyturn.dev/exposed=build-log-4711");
            tokens.await(status -> Stage.reason(status, "Ready").equals("ExposedStillAlive"));
            assertThat(tokens.awaitCommand()).isNotEmpty();
            assertThat(tokens.message("ActionRequired")).contains("hand it in at once");
            var made = tokens.handOver();
            tokens.awaitRevision(2);
            assertThat(tokens.published()).isEqualTo(made.material());
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDeletion"));
            assertThat(tokens.message("ActionRequired"))
                    .containsPattern("revision 1, known since [^,]+, which was exposed");
            assertThat(Stage.reason(tokens.status().orElseThrow(), "Ready")).isEqualTo("ExposedStillAlive");

            stage.provider.deleteToken(old.id());
            tokens.look();
            tokens.await(status -> Stage.statusOf(status, "Ready").equals("True")
                    && Stage.reason(status, "ActionRequired").isEmpty());
            cluster.kubectl(
                            "wait",
                            "svctok/suprsend",
                            "-n",
                            stage.shop,
                            "--timeout=60s",
                            "--for=jsonpath={.status.requests[?(@.token==\"build-log-4711\")].provedDeadAt}")
                    .orFail();
        }
    }

    @Test
    void what_was_handed_in_before_the_exposure_was_reported_is_never_published(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply("suspend: true");
            tokens.await(status -> Stage.reason(status, "Ready").equals("Suspended"));
            tokens.apply();
            tokens.awaitCommand();
            var leaked = stage.provider.mintToken();
            tokens.apply("suspend: true");
            tokens.await(status -> Stage.reason(status, "Ready").equals("Suspended"));
            tokens.put(Map.of("token", text(leaked.material())));

            tokens.annotate("keyturn.dev/exposed=pasted-in-a-chat");

            tokens.await(status -> status.requests().stream()
                    .anyMatch(request -> request.token().equals("pasted-in-a-chat")));
            tokens.apply();
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("DeliveryRefused"));
            assertThat(tokens.message("ActionRequired")).contains("before the exposure was reported");
            tokens.put(Map.of("token", text(stage.provider.mintToken().material())));
            tokens.awaitRevision(1);
            assertThat(tokens.published()).isNotEqualTo(leaked.material());
        }
    }

    /** Seen to work, line 8. */
    @Test
    void a_token_that_runs_out_is_asked_for_in_time(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            var tokens = new Tokens(stage).account().apply("rotation: {every: 270d}");
            tokens.awaitCommand();
            var end = time.instant().plus(Duration.ofDays(20));
            tokens.put(Map.of("token", text(stage.provider.mintToken().material()), "expiresAt", text(end.toString())));
            var status = tokens.awaitRevision(1);
            assertThat(status.expiresAt()).isBetween(end.minusSeconds(1), end);
            var next = Objects.requireNonNull(status.next());
            assertThat(next.at())
                    .isBetween(end.minus(Duration.ofDays(7)).minusSeconds(1), end.minus(Duration.ofDays(7)));
            assertThat(next.schedule()).startsWith("every 270d, and before it expires at ");
            assertThat(cluster.kubectl("get", "svctok", "suprsend", "-n", stage.shop, "-o", "wide")
                            .orFail())
                    .contains("EXPIRES", String.valueOf(status.expiresAt()));

            time.pass(Duration.ofDays(12).plusHours(23));
            tokens.look();
            tokens.await(now -> Long.valueOf(2).equals(now.observedGeneration()));
            assertThat(tokens.message("ActionRequired")).isEmpty();

            time.pass(Duration.ofHours(2));
            tokens.look();
            tokens.await(now -> Stage.reason(now, "ActionRequired").equals("AwaitingDelivery"));
            assertThat(Instant.parse(tokens.until())).isBefore(end.plusSeconds(1));
        }
    }

    @Test
    void a_token_that_the_provider_refuses_is_asked_for_at_once_and_the_account_goes_on_with_the_next(
            ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply();
            var first = tokens.handOver();
            tokens.awaitRevision(1);
            tokens.apiKey("checkout", "rotation: {overlap: 0s}");
            stage.awaitSettled("checkout", 1);

            stage.provider.deleteToken(first.id());
            stage.annotate("checkout", "keyturn.dev/rotate", "please");

            var refused = stage.awaitStatus(
                    "checkout", status -> Stage.reason(status, "Degraded").equals("AccountUnauthorized"));
            assertThat(Stage.statusOf(refused, "Ready")).isEqualTo("True");
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDelivery"));
            assertThat(tokens.status().map(CredentialStatus::rotation))
                    .hasValueSatisfying(
                            rotation -> assertThat(rotation.trigger()).isEqualTo("Rejected"));
            tokens.handOver();
            tokens.awaitRevision(2);
            // The attempt that was refused is searched for an hour later: until then it is not settled.
            stage.awaitStatus(
                    "checkout",
                    status -> Integer.valueOf(2).equals(status.revision())
                            && status.keys().size() == 1);
        }
    }

    @Test
    void a_token_that_an_account_still_names_outlives_its_resource_and_the_account_says_so(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            var tokens = new Tokens(stage).account().apply();
            tokens.handOver();
            tokens.awaitRevision(1);

            cluster.kubectl("delete", "svctok/suprsend", "-n", stage.shop, "--timeout=60s")
                    .orFail();

            await().atMost(Stage.PATIENCE)
                    .until(() -> tokens.account("Degraded").equals("TokenUnmanaged"));
            assertThat(tokens.account("Ready")).isEqualTo("Authenticated");
            assertThat(tokens.published()).isNotEmpty();
            tokens.apiKey("checkout");
            stage.awaitSettled("checkout", 1);

            tokens.apply();
            tokens.awaitRevision(1);
            await().atMost(Stage.PATIENCE)
                    .until(() -> tokens.account("Degraded").isEmpty());
        }
    }

    @Test
    void what_only_a_person_can_end_stands_on_the_list_until_it_is_refused(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().deletionDelay("0s")).start();
            var tokens = new Tokens(stage).account().apply();
            var left = tokens.handOver();
            tokens.awaitRevision(1);
            var next = stage.provider.mintToken();
            cluster.kubectlReading(
                            next.material(),
                            "create",
                            "secret",
                            "generic",
                            "another",
                            "-n",
                            stage.shop,
                            "--from-file=" + Tokens.ENTRY + "=/dev/stdin")
                    .orFail();
            cluster.kubectl(
                            "patch",
                            "ssacct/" + Tokens.ACCOUNT,
                            "-n",
                            stage.shop,
                            "--type=merge",
                            "-p",
                            "spec: {serviceTokenRef: {name: another}}")
                    .orFail();
            tokens.apiKey("checkout");
            stage.awaitSettled("checkout", 1);

            cluster.kubectl("delete", "svctok/suprsend", "-n", stage.shop, "--timeout=60s")
                    .orFail();
            await().atMost(Stage.PATIENCE).until(() -> undone(stage) == 1);

            stage.provider.deleteToken(left.id());
            stage.restart();
            await().atMost(Stage.PATIENCE).until(() -> stage.keyrings().size() == 1 && undone(stage) == 0);
        }
    }

    private static long undone(Stage stage) {
        return stage.metrics()
                .lines()
                .filter(line -> line.startsWith("keyturn_keyrings{standing=\"Undone\"}"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.indexOf(' ') + 1))))
                .sum();
    }
}
