package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries that show the value of the key before, in a real Secret. */
@ClusterTest
final class PreviousTest {

    private static final String[] SHOWING = {
        "rotation: {overlap: 3s}",
        "publish:",
        "  data: {SUPRSEND_API_KEY: '{{apiKey}}', OLD_KEY: '{{ previous.apiKey }}', URL: 'key://{{previous.apiKey}}@host'}"
    };

    @Test
    void they_come_with_the_first_rotation_and_are_gone_before_the_old_key_is_refused(ControlPlane cluster) {
        try (var stage = new Stage(cluster).start()) {
            stage.apply("checkout", SHOWING);
            stage.awaitSettled("checkout", 1);
            var first = stage.published("checkout");
            assertThat(data(stage)).containsOnlyKeys("SUPRSEND_API_KEY");
            var bill = Bill.open(stage);

            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            await().atMost(Stage.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> old(stage).equals(Optional.of(first)));
            assertThat(data(stage)).containsKey("URL");
            assertThat(stage.provider.accepts(first)).isTrue();

            await().atMost(Stage.PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
                // In this order: what is refused by now has to be out of the Secret by now.
                var refused = !stage.provider.accepts(first);
                assertThat(refused && old(stage).isPresent()).isFalse();
                return refused;
            });
            stage.awaitSettled("checkout", 2);
            assertThat(data(stage)).containsOnlyKeys("SUPRSEND_API_KEY");
            assertThat(bill.writes())
                    .as("one write of the Secret more than without")
                    .containsEntry("update keyring", 5L)
                    .containsEntry("update Secret", 2L);
        }
    }

    @Test
    void an_exposure_takes_it_out_whatever_becomes_of_the_new_key(ControlPlane cluster) {
        try (var stage = new Stage(cluster)) {
            stage.with(stage.settings().caps(2, 2)).start();
            stage.apply("checkout", SHOWING);
            new Person(stage).patch("checkout", "spec: {rotation: {overlap: 1h}}");
            stage.awaitSettled("checkout", 1);
            var first = stage.published("checkout");
            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitStatus("checkout", status -> Integer.valueOf(2).equals(status.revision()));
            assertThat(old(stage)).contains(first);

            // No third key is made today, and so none can die either.
            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");

            await().atMost(Stage.PATIENCE).until(() -> old(stage).isEmpty());
            assertThat(stage.made()).isEqualTo(2);
            assertThat(data(stage)).containsOnlyKeys("SUPRSEND_API_KEY");
        }
    }

    private static Map<String, String> data(Stage stage) {
        return Objects.requireNonNull(stage.secret("checkout")).getData();
    }

    private static Optional<String> old(Stage stage) {
        return Optional.ofNullable(data(stage).get("OLD_KEY"))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }
}
