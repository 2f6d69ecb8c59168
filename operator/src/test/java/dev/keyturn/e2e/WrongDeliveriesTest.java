package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.simulator.CallKind;
import dev.keyturn.simulator.Fault;
import dev.keyturn.simulator.FaultRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is handed in and cannot be used is refused with its reason, stays for its owner to see, and is published nowhere. Seen to work, line 4. */
@ClusterTest
final class WrongDeliveriesTest {

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] xs(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }

    private static byte[] binary() {
        var bytes = new byte[48];
        new Random(1).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        return bytes;
    }

    @Test
    void each_is_refused_with_a_sentence_and_the_next_good_one_is_taken(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage).account().apply("rotation: {overlap: 0s}");
            var first = tokens.handOver();
            tokens.awaitRevision(1);
            tokens.annotate("keyturn.dev/rotate=now");
            tokens.awaitCommand();

            var wrong = new LinkedHashMap<Map<String, byte[]>, String>();
            wrong.put(Map.of("token", text("no-such-token")), "the provider refuses it");
            wrong.put(
                    Map.of("token", text(stage.provider.mintForeignToken().material())),
                    "it is of another account, or in use elsewhere");
            wrong.put(
                    Map.of("token", text(first.material())), "it is a value that this credential has already, or had");
            wrong.put(Map.of("TOKEN", text("x")), "the entry token is missing; what else is there is ignored: TOKEN");
            wrong.put(Map.of("token", text("")), "the entry token is empty");
            wrong.put(Map.of("token", text(" \n ")), "the entry token is empty");
            wrong.put(
                    Map.of("token", text("two words")),
                    "the entry token has white space or other characters in it that no such value has");
            wrong.put(Map.of("token", binary()), "the entry token is no text");
            wrong.put(Map.of("token", xs(900_000)), "the entry token has more than 4096 bytes, which is no such value");
            wrong.put(
                    Map.of("token", text("x"), "expiresAt", text("next year")),
                    "the entry expiresAt is no instant such as 2027-03-01T00:00:00Z");
            wrong.put(
                    Map.of("token", text("x"), "expiresAt", text("2020-01-01T00:00:00Z")),
                    "by its entry expiresAt it has run out already");
            wrong.forEach((delivery, why) -> {
                tokens.put(delivery);

                tokens.await(
                        _ -> tokens.message("ActionRequired").contains("what was handed in is refused: " + why + ". "));
                assertThat(Stage.reason(tokens.status().orElseThrow(), "ActionRequired"))
                        .isEqualTo("DeliveryRefused");
                assertThat(Stage.statusOf(tokens.status().orElseThrow(), "Ready"))
                        .isEqualTo("True");
                assertThat(tokens.delivery().orElseThrow().getData()).containsOnlyKeys(delivery.keySet());
                assertThat(tokens.published()).isEqualTo(first.material());
                await().atMost(Stage.PATIENCE)
                        .until(() -> tokens.events("DeliveryRefused").contains(why));
            });

            var good = stage.provider.mintToken();
            tokens.put(Map.of("token", text("  " + good.material() + "\n"), "note", text("from Ada")));
            tokens.awaitRevision(2);
            assertThat(tokens.published()).isEqualTo(good.material());
            await().atMost(Stage.PATIENCE).until(() -> tokens.delivery().isEmpty());
            assertThat(tokens.events("")).doesNotContain(first.material(), good.material());
        }
    }

    @Test
    void what_was_refused_is_taken_out_after_a_day(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = new Stage(cluster).with(time).start()) {
            var tokens = new Tokens(stage).account().apply();
            tokens.awaitCommand();
            tokens.put(Map.of("token", text("no-such-token")));
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("DeliveryRefused"));

            time.pass(Duration.ofHours(25));
            tokens.look();

            await().atMost(Stage.PATIENCE)
                    .until(() -> tokens.delivery()
                            .filter(secret ->
                                    secret.getData() == null || secret.getData().isEmpty())
                            .isPresent());
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDelivery"));
            tokens.handOver();
            tokens.awaitRevision(1);
        }
    }

    @Test
    void of_two_at_once_one_is_taken_and_the_other_stays_with_its_reason(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            // An account that has answered is not asked about again: whoever lists workspaces now looks at a token.
            new AccountSight(stage).await("ClusterSuprSendAccount", stage.accountName(), "Authenticated");
            var tokens = new Tokens(stage).account().apply();
            tokens.awaitCommand();
            var one = stage.provider.mintToken();
            var other = stage.provider.mintToken();
            // The first one is being looked at while the second one comes.
            var slow = stage.provider.order(FaultRule.on(CallKind.LIST_WORKSPACES, Fault.delay(Duration.ofSeconds(4)))
                    .always());
            tokens.put(Map.of("token", text(one.material())));
            await().atMost(Stage.PATIENCE)
                    .until(() -> stage.provider.faults().getFirst().applied() > 0);
            tokens.put(Map.of("token", text(other.material())));
            stage.provider.cancel(slow);

            tokens.awaitRevision(1);
            assertThat(tokens.published()).isEqualTo(one.material());
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("DeliveryRefused"));
            assertThat(tokens.message("ActionRequired")).contains("a value was taken in already");
            assertThat(tokens.delivery()).isPresent();
        }
    }

    @Test
    void a_secret_of_that_name_that_keyturn_did_not_make_is_refused(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            cluster.kubectl(
                            "create",
                            "secret",
                            "generic",
                            "suprsend-delivery",
                            "-n",
                            stage.shop,
                            "--from-literal=token=x")
                    .orFail();
            var tokens = new Tokens(stage).account().apply();

            tokens.await(status -> Stage.reason(status, "Stalled").equals("NotAdoptable"));
            assertThat(tokens.message("Stalled")).contains("kubectl delete secret suprsend-delivery -n " + stage.shop);
        }
    }
}
