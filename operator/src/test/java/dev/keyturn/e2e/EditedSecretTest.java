package dev.keyturn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyturn.cluster.ClusterTest;
import dev.keyturn.cluster.ControlPlane;
import dev.keyturn.plan.Sink;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody's hand in the published Secret: put right, counted as a publication, and never answered by another key. */
@ClusterTest
final class EditedSecretTest {

    private static final Duration SINCE_THE_LAST_PUBLICATION = Duration.ofSeconds(11);

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.argumentSet(
                        "another value",
                        edit(secret -> secret.setStringData(Map.of("SUPRSEND_API_KEY", "written by hand")))),
                Arguments.argumentSet(
                        "the entry removed", edit(secret -> secret.getData().remove("SUPRSEND_API_KEY"))),
                Arguments.argumentSet(
                        "a second entry emptied",
                        edit(secret -> secret.getData().put("KEY_URL", ""))),
                Arguments.argumentSet(
                        "a stamp changed",
                        edit(secret -> secret.getMetadata().getAnnotations().put("keyturn.dev/revision", "7"))),
                Arguments.argumentSet(
                        "the labels removed",
                        edit(secret -> secret.getMetadata().setLabels(null))),
                Arguments.argumentSet(
                        "the stamps removed",
                        edit(secret -> secret.getMetadata().setAnnotations(null))));
    }

    private static Consumer<Secret> edit(Consumer<Secret> change) {
        return change;
    }

    @ParameterizedTest
    @MethodSource("edits")
    void what_somebody_changed_is_put_right(Consumer<Secret> change, ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = settled(cluster, time)) {
            var before = Tally.of(stage, "checkout");
            var wanted = Objects.requireNonNull(stage.secret("checkout"));
            var publication = publication(stage);
            time.pass(SINCE_THE_LAST_PUBLICATION);

            edit(stage, change);
            new Ledgers(stage).await("checkout", ledger -> publication(ledger.sink()) > publication);

            var right = Objects.requireNonNull(stage.secret("checkout"));
            assertThat(right.getData()).isEqualTo(wanted.getData());
            assertThat(right.getMetadata().getLabels())
                    .isEqualTo(wanted.getMetadata().getLabels());
            assertThat(right.getMetadata().getAnnotations())
                    .isEqualTo(wanted.getMetadata().getAnnotations());
            stage.awaitSettled("checkout", 1);
            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
            assertThat(publication(stage)).isEqualTo(publication + 1);
        }
    }

    @Test
    void what_somebody_put_beside_our_entries_stays_and_is_no_publication(ControlPlane cluster) {
        var time = new ShiftedTime();
        try (var stage = settled(cluster, time)) {
            var publication = publication(stage);
            time.pass(SINCE_THE_LAST_PUBLICATION);

            edit(stage, secret -> {
                secret.setStringData(Map.of("DATABASE_URL", "db://theirs"));
                secret.getMetadata().getLabels().put("team", "payments");
            });
            new Person(stage).look("checkout");
            stage.awaitStatus(
                    "checkout",
                    status -> Long.valueOf(new Person(stage).generation("checkout"))
                            .equals(status.observedGeneration()));
            assertThat(publication(stage)).isEqualTo(publication);

            stage.annotate("checkout", "keyturn.dev/rotate", "please");
            stage.awaitSettled("checkout", 2);
            var secret = Objects.requireNonNull(stage.secret("checkout"));
            assertThat(Person.decoded(secret, "DATABASE_URL")).isEqualTo("db://theirs");
            assertThat(secret.getMetadata().getLabels()).containsEntry("team", "payments");
        }
    }

    @Test
    void a_copy_of_the_old_value_beside_our_entries_keeps_no_exposed_key_alive(ControlPlane cluster) {
        try (var stage = settled(cluster, new ShiftedTime())) {
            var exposed = stage.published("checkout");
            edit(stage, secret -> secret.setStringData(Map.of("OLD_KEY", exposed, ".env", "KEY=" + exposed)));

            stage.annotate("checkout", "keyturn.dev/exposed", "build-log-4711");
            stage.awaitSettled("checkout", 2);

            assertThat(stage.provider.accepts(exposed)).isFalse();
            assertThat(Person.decoded(Objects.requireNonNull(stage.secret("checkout")), "OLD_KEY"))
                    .isEqualTo(exposed);
        }
    }

    @Test
    void a_secret_that_was_deleted_is_written_again_at_once(ControlPlane cluster) {
        try (var stage = settled(cluster, new ShiftedTime())) {
            var before = Tally.of(stage, "checkout");
            var publication = publication(stage);

            cluster.kubectl("delete", "secret/checkout", "-n", stage.shop).orFail();
            new Ledgers(stage).await("checkout", ledger -> publication(ledger.sink()) > publication);

            assertThat(Tally.of(stage, "checkout")).isEqualTo(before);
            assertThat(publication(stage)).isEqualTo(publication + 1);
        }
    }

    private static Stage settled(ControlPlane cluster, ShiftedTime time) {
        var stage = new Stage(cluster).with(time).start();
        stage.apply(
                "checkout",
                "rotation: {overlap: 0s}",
                "publish:",
                "  data: {SUPRSEND_API_KEY: '{{apiKey}}', KEY_URL: 'key://{{ apiKey }}@host'}");
        stage.awaitSettled("checkout", 1);
        return stage;
    }

    private static void edit(Stage stage, Consumer<Secret> change) {
        var secret = new SecretBuilder(Objects.requireNonNull(stage.secret("checkout"))).build();
        secret.getMetadata().setManagedFields(null);
        change.accept(secret);
        stage.client().resource(secret).update();
    }

    private static long publication(Stage stage) {
        return publication(new Ledgers(stage).of("checkout").orElseThrow().sink());
    }

    private static long publication(@Nullable Sink sink) {
        return sink == null ? 0 : sink.publication();
    }
}
