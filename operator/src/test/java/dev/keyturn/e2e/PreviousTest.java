package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries that show the value of the key before, in a real Secret. */
@ClusterTest
final class PreviousTest {

    /** What a kind is asked to show: in OLD_ entries the fields of the key before, and in URL the same among other words. */
    enum Showing {
        API_KEY(
                Kind.API_KEY,
                "SUPRSEND_API_KEY: '{{apiKey}}', OLD_KEY: '{{ previous.apiKey }}', URL: 'key://{{previous.apiKey}}@host'"),

        WORKSPACE_KEY(
                Kind.WORKSPACE_KEY,
                "SUPRSEND_WORKSPACE_KEY: '{{key}}', SUPRSEND_WORKSPACE_SECRET: '{{secret}}', OLD_KEY: '{{previous.key}}',"
                        + " OLD_SECRET: '{{ previous.secret }}', URL: 'key://{{previous.key}}:{{previous.secret}}@host'");

        final Kind kind;
        private final String data;

        Showing(Kind kind, String data) {
            this.kind = kind;
            this.data = data;
        }

        String[] spec(String overlap) {
            return new String[] {"rotation: {overlap: " + overlap + "}", "publish: {data: {" + data + "}}"};
        }

        boolean isAccepted(Stage stage, List<String> value) {
            return this == API_KEY
                    ? stage.provider.accepts(value.getFirst())
                    : stage.provider.pairs().accepts(value.getFirst(), value.getLast());
        }
    }

    @ParameterizedTest
    @EnumSource
    void they_come_with_the_first_rotation_and_are_gone_before_the_old_key_is_refused(
            Showing showing, ControlPlane cluster) {
        try (var stage = new Stage(cluster).of(showing.kind).start()) {
            stage.apply("checkout", showing.spec("6s"));
            stage.awaitSettled("checkout", 1);
            var first = values(stage, "SUPRSEND_");
            var own = data(stage).keySet();
            assertThat(own).allMatch(entry -> entry.startsWith("SUPRSEND_"));
            var bill = Bill.open(stage);

            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            await().atMost(Stage.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> values(stage, "OLD_").equals(first));
            assertThat(data(stage)).containsKey("URL");
            assertThat(showing.isAccepted(stage, first)).isTrue();

            await().atMost(Stage.PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
                // In this order: what is refused by now has to be out of the Secret by now.
                var refused = !showing.isAccepted(stage, first);
                assertThat(refused && !values(stage, "OLD_").isEmpty()).isFalse();
                return refused;
            });
            stage.awaitSettled("checkout", 2);
            assertThat(data(stage)).containsOnlyKeys(own);
            assertThat(bill.writes())
                    .as("one write of the Secret more than without")
                    .containsEntry("update keyring", 5L)
                    .containsEntry("update Secret", 2L);
        }
    }

    @Test
    void the_token_before_is_out_of_the_secret_when_a_person_is_asked_to_delete_it(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            var tokens = new Tokens(stage)
                    .account()
                    .apply(
                            "rotation: {overlap: 6s}",
                            "publish: {data: {SUPRSEND_SERVICE_TOKEN: '{{token}}', OLD_TOKEN: '{{previous.token}}'}}");
            var first = tokens.handOver();
            tokens.awaitRevision(1);
            assertThat(Objects.requireNonNull(stage.secret(Tokens.NAME)).getData())
                    .containsOnlyKeys(Tokens.ENTRY);

            tokens.annotate("keyturn.dev/rotate=please");
            tokens.handOver();
            await().atMost(Stage.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.secret(Tokens.NAME), secret -> shows(secret, first.material()));
            tokens.await(status -> Stage.reason(status, "ActionRequired").equals("AwaitingDeletion"));

            assertThat(Objects.requireNonNull(stage.secret(Tokens.NAME)).getData())
                    .containsOnlyKeys(Tokens.ENTRY);
            assertThat(stage.provider.acceptsToken(first.material())).isTrue();
        }
    }

    /** Of the entries that begin so, in the order of their names. */
    private static List<String> values(Stage stage, String prefix) {
        var secret = Objects.requireNonNull(stage.secret("checkout"));
        return secret.getData().keySet().stream()
                .filter(entry -> entry.startsWith(prefix))
                .sorted()
                .map(entry -> Person.decoded(secret, entry))
                .toList();
    }

    private static boolean shows(@Nullable Secret secret, String token) {
        return secret != null
                && secret.getData().containsKey("OLD_TOKEN")
                && Person.decoded(secret, "OLD_TOKEN").equals(token);
    }

    @Test
    void an_exposure_takes_it_out_whatever_becomes_of_the_new_key(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().caps(2, 2)).start();
            stage.apply("checkout", Showing.API_KEY.spec("1h"));
            stage.awaitSettled("checkout", 1);
            var first = stage.published("checkout");
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));
            assertThat(values(stage, "OLD_")).containsExactly(first);

            // No third key is made today, and so none can die either.
            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");

            await().atMost(Stage.PATIENCE).until(() -> values(stage, "OLD_").isEmpty());
            assertThat(stage.made()).isEqualTo(2);
            assertThat(data(stage)).containsOnlyKeys("SUPRSEND_API_KEY");
        }
    }

    private static Map<String, String> data(Stage stage) {
        return Objects.requireNonNull(stage.secret("checkout")).getData();
    }
}
